/** Who calls: Clerk tokens, the caller they stand for, and the roles a caller holds. */
package io.orra.identity;
