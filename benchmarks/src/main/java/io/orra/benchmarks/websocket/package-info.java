/** Which WebSocket client carries the broker's feed best: threads, garbage, time, and whether it tells of a break. */
package io.orra.benchmarks.websocket;
