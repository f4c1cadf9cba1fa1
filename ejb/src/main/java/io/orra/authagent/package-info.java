/** Gives every tenant that wants it a live broker session each trading day, and never locks an account. */
package io.orra.authagent;
