/** Tenants, their life, and the binding of a transaction to one of them, on which row-level security rests. */
package io.orra.tenancy;
