/** Joins Orra's message-driven beans and senders to the Artemis broker that {@code ARTEMIS_URL} names. */
package io.orra.artemis;
