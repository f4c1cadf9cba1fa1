/** What is up and what is not: the agents' own state and the services Orra leans on. */
package io.orra.health;
