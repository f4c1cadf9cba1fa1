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

class StripeEventReaderTest {

    private static final String META = "{\"clerk_org_id\":\"org_1\",\"subscription_tier\":\"Pro\"}";

    private final StripeEventReader reader = new StripeEventReader(
            Set.of(SubscriptionTier.FREE, SubscriptionTier.BASIC, SubscriptionTier.PRO)::contains);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"subscription\":\"sub_1\",\"metadata\":@}",
                "{\"metadata\":{},\"parent\":{\"subscription_details\":{\"subscription\":\"sub_1\",\"metadata\":@}}}",
                "{\"subscription\":\"sub_1\",\"subscription_details\":{\"metadata\":@}}",
                "{\"subscription\":{\"id\":\"sub_1\",\"metadata\":@}}",
                "{\"subscription\":\"sub_1\",\"lines\":{\"data\":[{},{\"metadata\":@}]}}",
                "{\"lines\":{\"data\":[{\"metadata\":@,\"parent\":{\"subscription_item_details\":{\"subscription\":\"sub_1\"}}}]}}",
                "{\"subscription\":\"sub_1\",\"lines\":{\"data\":[{\"price\":{\"metadata\":@}}]}}",
                "{\"subscription\":\"sub_1\",\"customer\":{\"id\":\"cus_1\",\"metadata\":@}}",
            })
    void organisationTierAndSubscriptionAreFoundWhereverTheApiPutThem(String invoice) throws Exception {
        BillingReport report = read("invoice.paid", invoice.replace("@", META));
        assertThat(report.organisation()).contains("org_1");
        assertThat(report.fact().tier()).contains(SubscriptionTier.PRO);
        assertThat(report.fact().subscription()).isEqualTo("sub_1");
        assertThat(report.fact().kind()).isEqualTo(FactKind.PAID);
    }

    @Test
    void theOriginalsShapeIsUnderstood() throws Exception {
        BillingReport report =
                read("invoice.paid", "{\"metadata\":{\"org_id\":\"org_1\",\"tier\":\"basic\"},\"org_id\":\"org_2\"}");
        assertThat(report.organisation()).contains("org_1");
        assertThat(report.fact().tier()).contains(SubscriptionTier.BASIC);
        assertThat(report.fact().isNamed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"platinum", "", " ", "PRO!", "pro\\u0000", "рro"})
    void anUnknownTierIsNone(String tier) throws Exception {
        BillingReport report = read(
                "invoice.paid",
                "{\"subscription\":\"sub_1\",\"metadata\":{\"clerk_org_id\":\"org_1\",\"tier\":\"" + tier + "\"}}");
        assertThat(report.fact().tier()).isEmpty();
        assertThat(report.note()).isPresent();
    }

    @Test
    void anInvoiceForSomethingElseIsNoSubscription() throws Exception {
        assertThat(read("invoice.paid", "{\"metadata\":{\"clerk_org_id\":\"org_1\"}}")
                        .fact()
                        .kind())
                .isEqualTo(FactKind.NOTED);
    }

    @ParameterizedTest
    @CsvSource({
        "customer.subscription.created, active, CURRENT",
        "customer.subscription.created, trialing, CURRENT",
        "customer.subscription.created, incomplete, NOTED",
        "customer.subscription.updated, past_due, PAST_DUE",
        "customer.subscription.updated, unpaid, SUSPENDED",
        "customer.subscription.paused, paused, SUSPENDED",
        "customer.subscription.resumed, active, CURRENT",
        "customer.subscription.updated, canceled, ENDED",
        "customer.subscription.updated, incomplete_expired, NOTED",
        "customer.subscription.updated, something_new, NOTED",
        "customer.subscription.deleted, canceled, ENDED",
        "subscription.deleted, , ENDED",
        "customer.subscription.pending_update_applied, active, NOTED",
        "charge.refunded, , NOTED",
    })
    void typeAndStatusSayWhatItIs(String type, String status, FactKind kind) throws Exception {
        BillingReport report = read(type, "{\"id\":\"sub_1\",\"status\":\"" + (status == null ? "" : status) + "\"}");
        assertThat(report.fact().kind()).isEqualTo(kind);
        assertThat(report.eventType()).isEqualTo(type);
    }

    @Test
    void theEndOfThePeriodIsInTheLinesOrTheItems() throws Exception {
        assertThat(read(
                                "invoice.paid",
                                "{\"subscription\":\"s\",\"period_end\":5,\"lines\":{\"data\":[{\"period\":{\"end\":10}},{\"period\":{\"end\":20}}]}}")
                        .fact()
                        .until())
                .contains(Instant.ofEpochSecond(20));
        assertThat(read("customer.subscription.updated", "{\"id\":\"s\",\"current_period_end\":30}")
                        .fact()
                        .until())
                .contains(Instant.ofEpochSecond(30));
        assertThat(read(
                                "customer.subscription.updated",
                                "{\"id\":\"s\",\"items\":{\"data\":[{\"current_period_end\":40}]}}")
                        .fact()
                        .until())
                .contains(Instant.ofEpochSecond(40));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"id\":\"evt_1\",\"type\":\"invoice.paid\"}",
                "{\"id\":1,\"type\":\"invoice.paid\",\"created\":1}",
                "{\"id\":\"evt_1\",\"type\":\"\",\"created\":1}",
                "{\"id\":\"evt_1\",\"type\":\"a\",\"created\":\"1\"}",
                "{\"id\":\"evt_1\",\"type\":\"a\",\"created\":1e400}",
                "{\"id\":\"evt_1\",\"type\":\"a\",\"created\":-1}",
                "{\"id\":\"evt_1\",\"type\":\"a\",\"created\":1.5}",
                "{\"id\":\"evt_1\",\"type\":\"a\",\"created\":999999999999}",
                "{\"id\":\"evt_1\",\"type\":\"a\",\"created\":1",
                "{\"id\":\"e\\u0000\",\"type\":\"a\",\"created\":1}",
            })
    void whatIsNoEventIsRefused(String body) {
        assertThatThrownBy(() -> reader.read(body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedBillingEventException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "null",
                "[]",
                "\"text\"",
                "{\"metadata\":[],\"lines\":5,\"items\":{\"data\":{}},\"parent\":\"x\",\"customer\":7,\"subscription\":[]}",
                "{\"lines\":{\"data\":[null,1,[],{\"period\":[]},{\"period\":{\"end\":\"x\"}}]}}",
            })
    void strangeShapesAreNotedAndNothingMore(String object) throws Exception {
        BillingReport report = read("invoice.paid", object);
        assertThat(report.fact().kind()).isEqualTo(FactKind.NOTED);
        assertThat(report.organisation()).isEmpty();
    }

    private BillingReport read(String type, String object) throws MalformedBillingEventException {
        return reader.read(("{\"id\":\"evt_1\",\"object\":\"event\",\"api_version\":\"2019-01-01\",\"type\":\"" + type
                        + "\",\"created\":1700000000,\"data\":{\"object\":" + object + "}}")
                .getBytes(StandardCharsets.UTF_8));
    }
}
