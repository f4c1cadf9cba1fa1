/**
 * The outside parties of Orra on loopback: they speak the real wire protocols, so that production code
 * cannot tell them from the real ones. One package a party; {@code control} holds the switches for faults.
 */
package io.orra.simulators;
