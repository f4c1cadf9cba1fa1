/** Where providers post their signed events. */
package io.orra.webhooks;
