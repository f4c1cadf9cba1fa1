/** Sends to the queues that agents and consumers share. */
package io.orra.messaging;
