/** The limits that a user trades under, and the switch that stops everything. */
package io.orra.profile;
