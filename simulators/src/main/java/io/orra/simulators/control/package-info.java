/**
 * The control endpoint: provisions the simulated parties, arms their faults and shows what they saw.
 * JSON over HTTP on loopback; input that it does not understand is answered with 400 and a clear text.
 */
package io.orra.simulators.control;
