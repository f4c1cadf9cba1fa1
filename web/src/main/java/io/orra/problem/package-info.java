/** Every error answer of the API, as problem+json with a correlation id. */
package io.orra.problem;
