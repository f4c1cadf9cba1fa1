/** How much of the broker's feed goes through the deployed application to a subscriber on Redis, and how fast. */
package io.orra.benchmarks.pipeline;
