/** Broker sessions over HTTP. */
package io.orra.authagent;
