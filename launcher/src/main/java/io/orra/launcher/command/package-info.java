/**
 * The commands of ./orra. Each one reads its options, calls the stack and prints.
 */
package io.orra.launcher.command;
