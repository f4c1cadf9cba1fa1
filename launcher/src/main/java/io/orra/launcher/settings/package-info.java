/**
 * Where a setting comes from: the environment first, then .env, then what an earlier start kept,
 * then the default. Secrets that nobody set are generated once and kept.
 */
package io.orra.launcher.settings;
