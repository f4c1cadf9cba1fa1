/** Guards and billing webhooks of a running Orra under an open load, with the table that it writes. */
package io.orra.benchmarks.billing;
