/** What HTTP adds to a request for every resource alike: entity tags, idempotency keys, pages. */
package io.orra.http;
