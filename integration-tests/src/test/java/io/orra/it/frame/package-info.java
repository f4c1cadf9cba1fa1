/** What every integration test stands on: one running Orra, and the ways to look at it from outside. */
package io.orra.it.frame;
