/** Subscription tiers, and the strategy instances that they limit. */
package io.orra.billing;
