package io.orra.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClerkBillingReaderTest {

    private final ClerkBillingReader reader =
            new ClerkBillingReader(Set.of(SubscriptionTier.BASIC, SubscriptionTier.PRO)::contains);

    @ParameterizedTest
    @CsvSource({
        "subscriptionItem.active, active, CURRENT",
        "subscriptionItem.updated, active, CURRENT",
        "subscriptionItem.updated, canceled, NOTED",
        "subscriptionItem.updated, past_due, PAST_DUE",
        "subscriptionItem.canceled, canceled, NOTED",
        "subscriptionItem.pastDue, past_due, PAST_DUE",
        "subscriptionItem.past_due, past_due, PAST_DUE",
        "subscription.pastDue, past_due, PAST_DUE",
        "subscriptionItem.ended, ended, ENDED",
        "subscriptionItem.upcoming, upcoming, NOTED",
        "subscriptionItem.abandoned, abandoned, NOTED",
        "subscriptionItem.incomplete, incomplete, NOTED",
        "subscriptionItem.freeTrialEnding, active, NOTED",
        "subscription.active, active, NOTED",
        "paymentAttempt.updated, paid, NOTED",
        "organization.created, , NOTED",
    })
    void typeAndStatusSayWhatItIs(String type, String status, FactKind kind) throws Exception {
        assertThat(read(type, status, "pro").fact().kind()).isEqualTo(kind);
    }

    @Test
    void anItemIsReadWhole() throws Exception {
        BillingReport report = read("subscriptionItem.active", "active", "pro");
        assertThat(report.organisation()).contains("org_1");
        assertThat(report.fact().subscription()).isEqualTo("item_1");
        assertThat(report.fact().tier()).contains(SubscriptionTier.PRO);
        assertThat(report.fact().until()).contains(Instant.ofEpochMilli(1_800_000_000_000L));
        assertThat(report.fact().at()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_123L));
        assertThat(report.fact().eventId()).isEqualTo("msg_1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"free", "free_org"})
    void theFreePlanThatEverybodyHasSaysNothing(String plan) throws Exception {
        assertThat(read("subscriptionItem.active", "active", plan).fact().kind())
                .isEqualTo(FactKind.NOTED);
        assertThat(read("subscriptionItem.ended", "ended", plan).fact().kind()).isEqualTo(FactKind.NOTED);
    }

    @Test
    void aDefaultPlanOfAnotherNameSaysNothingEither() throws Exception {
        String plan = "\"plan\":{\"slug\":\"pro\",\"amount\":0}";
        assertThat(item(plan + ",\"period_end\":null").fact().kind()).isEqualTo(FactKind.NOTED);
        assertThat(item(plan + ",\"period_end\":1800000000000").fact().kind())
                .as("a discount is no default plan")
                .isEqualTo(FactKind.CURRENT);
    }

    @Test
    void timesInSecondsAreReadAsSuch() throws Exception {
        BillingReport report = reader.read(
                "msg_1",
                "{\"type\":\"subscriptionItem.active\",\"timestamp\":1716883200,\"data\":{\"id\":\"item_1\"}}"
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(report.fact().at()).isEqualTo(Instant.parse("2024-05-28T08:00:00Z"));
    }

    private BillingReport item(String fields) throws MalformedBillingEventException {
        return reader.read(
                "msg_1",
                ("{\"type\":\"subscriptionItem.active\",\"timestamp\":1700000000123,\"data\":{\"id\":\"item_1\","
                                + fields + "}}")
                        .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anUnknownPlanIsNoTier() throws Exception {
        BillingReport report = read("subscriptionItem.active", "active", "platinum");
        assertThat(report.fact().tier()).isEmpty();
        assertThat(report.note()).contains("unknown_tier");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"type\":\"a\"}", "{\"type\":1,\"timestamp\":1}"})
    void whatIsNoEventIsRefused(String body) {
        assertThatThrownBy(() -> reader.read("msg_1", body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedBillingEventException.class);
    }

    private BillingReport read(String type, String status, String plan) throws MalformedBillingEventException {
        return reader.read(
                "msg_1",
                ("{\"object\":\"event\",\"type\":\"" + type
                                + "\",\"timestamp\":1700000000123,\"data\":{\"id\":\"item_1\",\"status\":\"" + status
                                + "\",\"payer\":{\"organization_id\":\"org_1\"},\"period_end\":1800000000000,\"plan\":{\"slug\":\""
                                + plan + "\"}}}")
                        .getBytes(StandardCharsets.UTF_8));
    }
}
