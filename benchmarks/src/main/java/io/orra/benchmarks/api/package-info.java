/** The management API's rate and times beside a resource that does nothing. */
package io.orra.benchmarks.api;
