/**
 * Payara Server: unpacked once, a domain of Orra's own, the EAR deployed when it changed.
 */
package io.orra.launcher.payara;
