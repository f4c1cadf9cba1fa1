/**
 * What tenants pay for and what they get for it: events of the billing providers, the standing that follows from them,
 * its effects, entitlements and the guards.
 */
package io.orra.billing;
