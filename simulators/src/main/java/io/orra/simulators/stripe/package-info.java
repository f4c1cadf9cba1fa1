/**
 * Stripe: builds event envelopes, signs them as Stripe does and posts them to the product, and answers for the
 * subscriptions that it was told of. The whole secret string is the key, unlike with Svix.
 */
package io.orra.simulators.stripe;
