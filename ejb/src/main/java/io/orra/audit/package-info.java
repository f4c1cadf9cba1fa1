/** Writes the audit trail: every change, login, refusal and operator action, in the transaction of what it tells. */
package io.orra.audit;
