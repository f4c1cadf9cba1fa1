/** How fast tenants are logged in at a broker that takes 300 ms for each answer. */
package io.orra.benchmarks.authagent;
