package io.orra.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OurSubscriptionTest {

    private static final OurSubscription RUNS =
            new OurSubscription(Optional.empty(), true, Optional.of(SubscriptionTier.PRO));
    private static final OurSubscription OVER = new OurSubscription(Optional.empty(), true, Optional.empty());
    private static final OurSubscription UNHEARD = new OurSubscription(Optional.empty(), false, Optional.empty());

    @ParameterizedTest
    @CsvSource({"YES", "MAYBE"})
    void whatRunsOnBothSidesIsTheSame(TheirSubscription.Runs runs) {
        assertThat(RUNS.differenceTo(theirs(runs, SubscriptionTier.PRO))).isEmpty();
        assertThat(RUNS.differenceTo(theirs(runs, null)))
                .as("no tier to compare")
                .isEmpty();
    }

    @Test
    void anotherTierIsADifferenceWhereBothNameOne() {
        assertThat(RUNS.differenceTo(theirs(TheirSubscription.Runs.YES, SubscriptionTier.BASIC)))
                .contains(new OurSubscription.Words("runs, pro", "word, basic"));
    }

    @Test
    void theTierOfWhatIsOverDoesNotMatter() {
        assertThat(OVER.differenceTo(theirs(TheirSubscription.Runs.NO, SubscriptionTier.PRO)))
                .isEmpty();
    }

    @Test
    void whatRunsOnOneSideOnlyIsADifference() {
        assertThat(RUNS.differenceTo(theirs(TheirSubscription.Runs.NO, null)))
                .contains(new OurSubscription.Words("runs, pro", "word"));
        assertThat(OVER.differenceTo(theirs(TheirSubscription.Runs.YES, null)))
                .contains(new OurSubscription.Words("does not run", "word"));
        assertThat(UNHEARD.differenceTo(theirs(TheirSubscription.Runs.YES, SubscriptionTier.PRO)))
                .contains(new OurSubscription.Words("never heard of", "word, pro"));
    }

    @Test
    void aGraceThatIsOverHereAndNotThereIsNone() {
        assertThat(OVER.differenceTo(theirs(TheirSubscription.Runs.MAYBE, null)))
                .isEmpty();
        assertThat(UNHEARD.differenceTo(theirs(TheirSubscription.Runs.MAYBE, null)))
                .isPresent();
    }

    @Test
    void whatTheProviderDoesNotHaveMustNotRun() {
        assertThat(RUNS.differenceToNone()).contains(new OurSubscription.Words("runs, pro", "not there"));
        assertThat(OVER.differenceToNone()).isEmpty();
    }

    @Test
    void aLongWordIsCut() {
        TheirSubscription theirs = new TheirSubscription(
                "sub", "x".repeat(200), TheirSubscription.Runs.NO, Optional.empty(), Optional.empty());
        assertThat(RUNS.differenceTo(theirs).orElseThrow().theirs()).hasSize(64);
    }

    private static TheirSubscription theirs(TheirSubscription.Runs runs, SubscriptionTier tier) {
        return new TheirSubscription("sub", "word", runs, Optional.empty(), Optional.ofNullable(tier));
    }
}
