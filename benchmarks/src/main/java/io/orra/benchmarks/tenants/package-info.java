/** The steps by which every benchmark makes its tenants, in an Orra with its simulators. */
package io.orra.benchmarks.tenants;
