/** Stored market days as recordings that the simulated ticker plays. */
package io.orra.launcher.market;
