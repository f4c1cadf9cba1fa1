/** Events from queue or stream to webhook: how many, how soon, and whether each exactly once when parts are killed. */
package io.orra.benchmarks.notification;
