/**
 * Processes that outlive the launcher: started detached, known again by pid and start time,
 * stopped within a bounded time. Ports, and waiting for something to come true.
 */
package io.orra.launcher.process;
