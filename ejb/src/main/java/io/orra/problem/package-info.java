/** What Orra refuses and why, in the terms of RFC 9457. */
package io.orra.problem;
