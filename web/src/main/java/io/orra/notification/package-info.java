/** Notification preferences over HTTP. */
package io.orra.notification;
