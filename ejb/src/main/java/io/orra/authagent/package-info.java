/** Daily broker sessions: when a login is due, how long it lives, and on which days the market is open. */
package io.orra.authagent;
