/** What an operator sees and does over all tenants. */
package io.orra.admin;
