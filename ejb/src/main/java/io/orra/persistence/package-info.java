/** Keeps the schema up to date at start. */
package io.orra.persistence;
