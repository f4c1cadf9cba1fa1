/** Checks the audit trail from outside: hashes computed here, not where they were made. */
package io.orra.launcher.audit;
