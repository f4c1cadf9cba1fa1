/** What Clerk and Stripe told us, once for each event. */
package io.orra.webhooks;
