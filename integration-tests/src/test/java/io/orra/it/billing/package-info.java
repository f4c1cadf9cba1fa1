/** Billing from outside: signed events and what follows from them, guards, strategies, the operator's views. */
package io.orra.it.billing;
