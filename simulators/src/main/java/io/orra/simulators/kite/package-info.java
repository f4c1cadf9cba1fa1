/**
 * The simulated broker's books, shared by its REST API, its web login and its ticker: apps, accounts,
 * request tokens, sessions and the switches. All of it lives on one event loop, so nothing here locks.
 */
package io.orra.simulators.kite;
