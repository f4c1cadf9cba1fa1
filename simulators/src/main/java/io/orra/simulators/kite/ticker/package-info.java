/**
 * The broker's ticker: a WebSocket server at the level of frames, because the faults it shows (silence without
 * pongs, a cut in the middle of a frame) lie below what a WebSocket library offers.
 */
package io.orra.simulators.kite.ticker;
