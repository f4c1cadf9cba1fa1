/** The one JSON mapper of the API. */
package io.orra.json;
