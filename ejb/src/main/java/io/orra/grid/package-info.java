/** The server's data grid: which of several instances a tenant belongs to. */
package io.orra.grid;
