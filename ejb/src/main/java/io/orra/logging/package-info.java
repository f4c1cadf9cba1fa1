/** Logs for machines: JSON, a line each, with whom and which request they concern. */
package io.orra.logging;
