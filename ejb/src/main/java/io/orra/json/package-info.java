/** JSON by JSON-P, for what runs often. */
package io.orra.json;
