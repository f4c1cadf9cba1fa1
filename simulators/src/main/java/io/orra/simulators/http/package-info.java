/**
 * What all simulated parties share at the edge: listeners on loopback, strict reading of control input,
 * and faults on demand (status, delay, hang, connection reset).
 */
package io.orra.simulators.http;
