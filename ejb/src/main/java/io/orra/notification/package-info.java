/** What a user says of how they are to be told. */
package io.orra.notification;
