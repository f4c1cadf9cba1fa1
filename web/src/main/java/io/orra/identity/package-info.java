/** Checks the bearer token of a request and the role its resource method asks for. */
package io.orra.identity;
