/**
 * The broker's web login as a browser sees it: the redirects, the page that swaps its two forms, the JSON
 * endpoints behind it and the consent page. Undocumented by the broker; modelled on what many clients report.
 */
package io.orra.simulators.kite.web;
