/** Signed events from outside: whose they are, that each counts once, and what they change. */
package io.orra.webhooks;
