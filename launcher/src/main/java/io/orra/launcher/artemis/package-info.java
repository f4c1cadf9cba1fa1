/**
 * The embedded Artemis broker in a small JVM of its own, set up from server-config/artemis.
 */
package io.orra.launcher.artemis;
