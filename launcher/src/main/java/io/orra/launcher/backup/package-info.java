/**
 * Backups of the embedded parts, whole or not there at all, and their way back. A backup holds no key: it opens nothing
 * without the secrets file, which is kept apart.
 */
package io.orra.launcher.backup;
