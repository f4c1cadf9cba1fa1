/**
 * The simulated outside world: its process, its control endpoint, and the demo tenant on it.
 */
package io.orra.launcher.simulators;
