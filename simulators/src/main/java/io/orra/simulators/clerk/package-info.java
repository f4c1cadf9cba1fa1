/**
 * Clerk as its clients see it: the key set with rotation, session tokens of both versions and of templates
 * (and forged ones), the organisations call of the Backend API, and webhooks signed as Svix signs them.
 */
package io.orra.simulators.clerk;
