/** The whole API against its contract: roles, isolation, random requests, breaking changes. */
package io.orra.it.contract;
