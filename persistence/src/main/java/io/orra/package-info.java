/** Orra: tenants run algorithmic trading on their own Kite accounts. Rooms are features: open the one you look for. */
package io.orra;
