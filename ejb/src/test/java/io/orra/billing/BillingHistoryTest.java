package io.orra.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.webhooks.WebhookProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BillingHistoryTest {

    private static final Map<SubscriptionTier, Integer> RANKS =
            Map.of(SubscriptionTier.FREE, 0, SubscriptionTier.BASIC, 1, SubscriptionTier.PRO, 2);

    private final List<BillingFact> facts = new ArrayList<>();
    private final List<GrantedTier> grants = new ArrayList<>();

    @Test
    void nothingEverSeenIsNoStanding() {
        assertThat(at(1).standing()).isEqualTo(SubscriptionStanding.NONE);
    }

    @Test
    void aPaymentWithoutATierIsNeverPro() {
        tell(1, FactKind.PAID, "sub", null, 31);
        assertThat(at(2).tier()).isEqualTo(SubscriptionTier.BASIC);
    }

    @Test
    void aFirstPaymentThatFailsLetsNobodyIn() {
        tell(1, FactKind.PAST_DUE, "sub", SubscriptionTier.PRO, null);
        assertThat(at(2).standing()).isEqualTo(SubscriptionStanding.NONE);
    }

    @Test
    void aLateEventFromBeforeTheEndBringsNobodyBack() {
        tell(5, FactKind.ENDED, "sub", null, null);
        tell(3, FactKind.PAID, "sub", SubscriptionTier.PRO, 33);
        assertThat(at(6).standing()).isEqualTo(SubscriptionStanding.ENDED);
        assertThat(at(6).tier()).isEqualTo(SubscriptionTier.FREE);
    }

    @Test
    void aSubscriptionThatIsOverStaysOverAlsoWhenItsLastInvoiceIsPaid() {
        tell(3, FactKind.PAID, "sub", SubscriptionTier.PRO, 33);
        tell(5, FactKind.ENDED, "sub", null, null);
        tell(7, FactKind.PAID, "sub", SubscriptionTier.PRO, 33);
        assertThat(at(8).standing()).isEqualTo(SubscriptionStanding.ENDED);
    }

    @Test
    void anotherSubscriptionBringsTheTenantBackAndTheOldOnesEndDoesNotMatter() {
        tell(3, FactKind.PAID, "old", SubscriptionTier.BASIC, 33);
        tell(7, FactKind.PAID, "new", SubscriptionTier.PRO, 37);
        tell(8, FactKind.ENDED, "old", null, null);
        assertThat(at(9).standing()).isEqualTo(SubscriptionStanding.ACTIVE);
        assertThat(at(9).tier()).isEqualTo(SubscriptionTier.PRO);
    }

    @Test
    void oneSubscriptionRunsWithTheTierThatWasToldLastUntilItIsOver() {
        tell(1, FactKind.CURRENT, "sub", SubscriptionTier.PRO, 31);
        tell(2, FactKind.CURRENT, "sub", SubscriptionTier.BASIC, 31);
        tell(3, FactKind.CURRENT, "other", SubscriptionTier.PRO, 31);
        assertThat(runs("sub", 4)).contains(SubscriptionTier.BASIC);
        assertThat(runs("sub", 60)).as("nothing was paid for too long").isEmpty();
        tell(5, FactKind.ENDED, "sub", null, null);
        assertThat(runs("sub", 6)).isEmpty();
        assertThat(runs("other", 6)).contains(SubscriptionTier.PRO);
        assertThat(runs("never told", 6)).isEmpty();
    }

    @Test
    void theGraceRunsFromTheFirstFailureAndARetryDoesNotExtendIt() {
        tell(1, FactKind.PAID, "sub", SubscriptionTier.PRO, 31);
        tell(31, FactKind.PAST_DUE, "sub", null, null);
        tell(34, FactKind.PAST_DUE, "sub", null, null);
        assertThat(at(35).standing()).isEqualTo(SubscriptionStanding.GRACE);
        assertThat(at(35).graceUntil()).contains(day(38));
        assertThat(at(35).due()).contains(day(38));
        assertThat(at(38).standing()).isEqualTo(SubscriptionStanding.ENDED);
    }

    @Test
    void aPaymentEndsTheGrace() {
        tell(1, FactKind.PAID, "sub", SubscriptionTier.PRO, 31);
        tell(31, FactKind.PAST_DUE, "sub", null, null);
        tell(33, FactKind.PAID, "sub", SubscriptionTier.PRO, 61);
        assertThat(at(40).standing()).isEqualTo(SubscriptionStanding.ACTIVE);
        assertThat(at(40).paidUntil()).contains(day(61));
    }

    @Test
    void nobodyIsServedForeverWhenTheProviderFallsSilent() {
        tell(1, FactKind.PAID, "sub", SubscriptionTier.PRO, 31);
        assertThat(at(30).standing()).isEqualTo(SubscriptionStanding.ACTIVE);
        assertThat(at(31).standing()).isEqualTo(SubscriptionStanding.GRACE);
        assertThat(at(38).standing()).isEqualTo(SubscriptionStanding.ENDED);
    }

    @Test
    void anUpgradeIsAtOnceAndADowngradeWhenThePaidTimeIsOver() {
        tell(1, FactKind.PAID, "sub", SubscriptionTier.BASIC, 31);
        tell(2, FactKind.CURRENT, "sub", SubscriptionTier.PRO, 31);
        assertThat(at(2).tier()).isEqualTo(SubscriptionTier.PRO);
        tell(3, FactKind.CURRENT, "sub", SubscriptionTier.BASIC, 31);
        assertThat(at(4).tier()).isEqualTo(SubscriptionTier.PRO);
        assertThat(at(4).nextTier()).contains(SubscriptionTier.BASIC);
        assertThat(at(4).nextTierAt()).contains(day(31));
        assertThat(at(31).tier()).isEqualTo(SubscriptionTier.BASIC);
    }

    @Test
    void aDowngradeThatIsTakenBackIsForgotten() {
        tell(1, FactKind.PAID, "sub", SubscriptionTier.PRO, 31);
        tell(3, FactKind.CURRENT, "sub", SubscriptionTier.BASIC, 31);
        tell(4, FactKind.CURRENT, "sub", SubscriptionTier.PRO, 31);
        assertThat(at(33).tier()).isEqualTo(SubscriptionTier.PRO);
    }

    @Test
    void theOriginalsBareEndWithoutANameEndsWhatWasBefore() {
        tell(1, FactKind.PAID, "sub", SubscriptionTier.PRO, 31);
        tell(5, FactKind.ENDED, "", null, null);
        assertThat(at(6).standing()).isEqualTo(SubscriptionStanding.ENDED);
        tell(7, FactKind.PAID, "sub", SubscriptionTier.PRO, 37);
        assertThat(at(8).standing()).isEqualTo(SubscriptionStanding.ACTIVE);
    }

    @Test
    void aGrantRunsToItsDateAndLeavesWhatWasBefore() {
        grants.add(new GrantedTier(SubscriptionTier.PRO, day(1), day(5)));
        assertThat(at(2).tier()).isEqualTo(SubscriptionTier.PRO);
        assertThat(at(2).due()).contains(day(5));
        assertThat(at(5).standing()).isEqualTo(SubscriptionStanding.NONE);
        tell(2, FactKind.ENDED, "sub", null, null);
        assertThat(at(3).standing()).isEqualTo(SubscriptionStanding.ACTIVE);
        assertThat(at(5).standing()).isEqualTo(SubscriptionStanding.ENDED);
    }

    private void tell(int day, FactKind kind, String subscription, SubscriptionTier tier, Integer until) {
        facts.add(new BillingFact(
                WebhookProvider.STRIPE,
                "evt_" + facts.size(),
                day(day),
                kind,
                subscription,
                Optional.ofNullable(tier),
                Optional.ofNullable(until).map(BillingHistoryTest::day)));
    }

    private Optional<SubscriptionTier> runs(String subscription, int day) {
        return history().runs(WebhookProvider.STRIPE, subscription, day(day));
    }

    private Standing at(int day) {
        return history().at(day(day));
    }

    private BillingHistory history() {
        return new BillingHistory(facts, grants, RANKS::get, Duration.ofDays(7));
    }

    private static Instant day(int day) {
        return Instant.parse("2026-11-01T00:00:00Z").plus(Duration.ofDays(day));
    }
}
