/** The audit trail over HTTP, and the entries for what HTTP refused. */
package io.orra.audit;
