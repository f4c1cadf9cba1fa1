/** Where a user wants to be told, which events were seen, and what became of each delivery. */
package io.orra.notification;
