/**
 * The embedded PostgreSQL 15: binaries unpacked once, one cluster under the state folder,
 * roles and databases by the same script that an operator runs.
 */
package io.orra.launcher.postgresql;
