/**
 * Market data: which instruments there are and which of them a tenant streams. What is the same for all tenants stands
 * in a database of its own, without row-level security, and is read by plain JDBC.
 */
package io.orra.marketdata;
