/** Takes events from the queues and brings each to its tenant once, through n8n. */
package io.orra.notification;
