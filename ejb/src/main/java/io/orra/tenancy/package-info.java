/** Tenants, their life, and the binding of a service call to one of them. */
package io.orra.tenancy;
