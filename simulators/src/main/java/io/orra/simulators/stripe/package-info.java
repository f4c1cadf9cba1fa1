/**
 * Stripe as a sender: builds event envelopes, signs them as Stripe does and posts them to the product.
 * The whole secret string is the key, unlike with Svix.
 */
package io.orra.simulators.stripe;
