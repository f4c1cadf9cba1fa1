/** The API's contract: completed when it is generated, served at /openapi, with a page to read it at /docs. */
package io.orra.openapi;
