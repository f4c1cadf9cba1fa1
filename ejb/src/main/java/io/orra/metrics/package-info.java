/** Numbers for those who watch: requests, agents, dependencies, tenants. No label names a tenant or a user. */
package io.orra.metrics;
