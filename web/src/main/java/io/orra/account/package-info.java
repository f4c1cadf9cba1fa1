/** Who calls, as Orra sees them. */
package io.orra.account;
