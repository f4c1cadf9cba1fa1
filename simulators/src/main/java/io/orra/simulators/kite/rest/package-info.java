/**
 * The broker's REST API: session, profile, instruments and quotes, with the literal errors of the real one.
 * Faults on demand stand in front of it.
 */
package io.orra.simulators.kite.rest;
