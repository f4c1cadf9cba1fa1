/** Health answers: the original's on each agent's own port, MicroProfile Health under /health/… on the API's. */
package io.orra.health;
