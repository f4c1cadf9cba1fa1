/** The broker's wire: REST session calls, web login, ticker client and decoder. Nothing here knows a tenant or a container. */
package io.orra.kite;
