/** The operator's routes: tenants and the state of the whole. */
package io.orra.admin;
