/** Broker sessions and the attempts to open one. Attempts are counted here, before they are made, so that no account is ever locked. */
package io.orra.authagent;
