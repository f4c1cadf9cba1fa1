/** What an operator does with a running Orra: keys, backups, the way back. */
package io.orra.it.operations;
