/** Billing over HTTP: the providers' webhook, entitlements and guards, strategies, and the operator's views. */
package io.orra.billing;
