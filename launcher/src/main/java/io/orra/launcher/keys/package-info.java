/**
 * The change of the master key, seen from outside: which keys there are, and how many rows each still opens.
 * Resealing itself is the application's work.
 */
package io.orra.launcher.keys;
