/** The trading profile of a tenant's user: loss limit, order limit, master switch. */
package io.orra.profile;
