/**
 * The simulated market: a real-looking instrument list, the present tick of each instrument in the ticker's
 * own wire layout, and the seeded random walk that moves it.
 */
package io.orra.simulators.kite.market;
