package io.orra.billing;

import java.time.Instant;
import java.util.Optional;

/**
 * An event of a provider, read.
 *
 * @param organisation Clerk's organisation, where the event names it
 * @param customer the provider's name of who pays
 * @param note a stable word on what is odd about it
 */
public record BillingReport(
        String eventType,
        Optional<String> apiVersion,
        BillingFact fact,
        Optional<String> organisation,
        Optional<String> customer,
        Optional<String> note) {

    public Instant occurredAt() {
        return fact.at();
    }
}
