/** How long a backup and the way back take. */
package io.orra.benchmarks.restore;
