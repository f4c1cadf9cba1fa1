package io.orra.simulators.kite.web;

/**
 * One visit to {@code /connect/login}.
 *
 * @param redirectParams decoded {@code k=v&k2=v2} to echo on the redirect, or null
 * @param skipSession do not ask "continue as" where the browser is already logged in
 */
record ConnectSession(String id, String apiKey, String redirectParams, boolean skipSession) {}
