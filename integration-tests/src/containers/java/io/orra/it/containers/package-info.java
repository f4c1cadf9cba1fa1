/**
 * Variants of the integration tests that need Docker: mvn verify -Pcontainers. Compiled and run with that profile alone.
 */
package io.orra.it.containers;
