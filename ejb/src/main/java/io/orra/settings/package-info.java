/** How settings are read. Each is an environment variable of the same name, listed in .env.example. */
package io.orra.settings;
