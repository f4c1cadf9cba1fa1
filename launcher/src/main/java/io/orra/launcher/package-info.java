/**
 * The orra command: the whole stack on one machine, each part in a process of its own.
 * {@link io.orra.launcher.Stack} is the door, for the command line and for the integration tests.
 * What outlives a process is under the state folder.
 */
package io.orra.launcher;
