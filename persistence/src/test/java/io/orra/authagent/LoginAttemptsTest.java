package io.orra.authagent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orra.authagent.AttemptStart.Hold;
import io.orra.persistence.SeededTenant;
import io.orra.persistence.TestUnit;
import io.orra.tenancy.TenantBinding;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoginAttemptsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final Instant NOW = Instant.parse("2026-11-24T02:30:00Z");
    private static final Instant MIDNIGHT = Instant.parse("2026-11-23T18:30:00Z");

    private final TestUnit agent = TestUnit.agent();
    private final SeededTenant tenant = SeededTenant.bare();
    private final String account = LoginAccounts.key("AB" + UUID.randomUUID());

    @Test
    void attemptsAreNumberedWithinTheirDay() {
        assertThat(number(failed(TODAY, LoginOutcome.CREDENTIAL_FAILURE))).isEqualTo(1);
        assertThat(number(failed(TODAY, LoginOutcome.CREDENTIAL_FAILURE))).isEqualTo(2);
        assertThat(number(failed(TODAY.plusDays(1), LoginOutcome.CREDENTIAL_FAILURE)))
                .isEqualTo(1);
    }

    @Test
    void noSecondAttemptBeginsWhileOneIsUnderWay() {
        begun(TODAY);
        assertThat(start(TODAY).hold()).isEqualTo(Hold.UNDER_WAY);
    }

    /** As of two instances at once: who waits for the account took the time before the one who has it. */
    @Test
    void noSecondAttemptBeginsThoughItsTimeWasTakenBefore() {
        start(TODAY, NOW).begun().orElseThrow();
        assertThat(start(TODAY, NOW.minusMillis(10)).hold()).isEqualTo(Hold.UNDER_WAY);
        assertThat(start(TODAY, NOW.minusSeconds(60)).hold()).isEqualTo(Hold.UNDER_WAY);
    }

    @Test
    void attemptsWithoutAnEndCountBecauseTheirProcessMayHaveDied() {
        start(TODAY, NOW).begun().orElseThrow();
        start(TODAY, NOW.plus(LoginAccounts.LEASE)).begun().orElseThrow();
        assertThat(start(TODAY, NOW.plus(LoginAccounts.LEASE.multipliedBy(2))).hold())
                .isEqualTo(Hold.DAY_SPENT);
    }

    @Test
    void anAttemptThatWasAbandonedIsToldOfAndStillCounts() {
        UUID open = begun(TODAY);
        int closed = agent.get(
                em -> new LoginAttempts(em).closeAbandoned(NOW.plusSeconds(1), "timeout", NOW.plusSeconds(600)));
        assertThat(closed).isPositive();
        assertThat(unreported()).containsExactly(open);
        start(TODAY, NOW.plusSeconds(601)).begun().orElseThrow();
        assertThat(start(TODAY, NOW.plusSeconds(1202)).hold()).isEqualTo(Hold.DAY_SPENT);
    }

    @ParameterizedTest
    @EnumSource(names = {"CREDENTIAL_FAILURE", "UNCERTAIN"})
    void afterTwoEntriesThatMayHaveBeenBadTheDayIsOver(LoginOutcome bad) {
        failed(TODAY, bad);
        failed(TODAY, bad);
        assertThat(start(TODAY).hold()).isEqualTo(Hold.DAY_SPENT);
        assertThat(begun(TODAY.plusDays(1))).isNotNull();
    }

    @Test
    void afterThreeInARowOverAnyDaysAPersonHasToLookUntilTheBrokerTookALogin() {
        failed(TODAY, LoginOutcome.UNCERTAIN);
        failed(TODAY.plusDays(1), LoginOutcome.CREDENTIAL_FAILURE);
        failed(TODAY.plusDays(2), LoginOutcome.UNCERTAIN);
        assertThat(start(TODAY.plusDays(3)).hold()).isEqualTo(Hold.ROW_SPENT);
        agent.run(em -> new LoginAccounts(em).proven(account, at(TODAY.plusDays(3))));
        assertThat(begun(TODAY.plusDays(4))).isNotNull();
    }

    @Test
    void anOperatorEndsTheRowAndNotTheDay() {
        failed(TODAY, LoginOutcome.UNCERTAIN);
        failed(TODAY.plusDays(1), LoginOutcome.UNCERTAIN);
        failed(TODAY.plusDays(1), LoginOutcome.UNCERTAIN);
        int cleared = agent.get(em -> new LoginAttempts(em).clear(tenant.id(), tenant.userId(), NOW));
        assertThat(cleared).isEqualTo(3);
        assertThat(start(TODAY.plusDays(1)).hold()).isEqualTo(Hold.DAY_SPENT);
        failed(TODAY.plusDays(2), LoginOutcome.UNCERTAIN);
    }

    @Test
    void noOperatorClearsAnAccountsWayToTheBrokersFive() {
        for (int day = 0; day < 4; day++) {
            failed(TODAY.plusDays(day), LoginOutcome.CREDENTIAL_FAILURE);
            agent.<Integer>get(em -> new LoginAttempts(em).clear(tenant.id(), tenant.userId(), NOW));
        }
        assertThat(start(TODAY.plusDays(9)).hold()).isEqualTo(Hold.ROW_SPENT);
    }

    @Test
    void theSameDateCountsAlsoWhereTheBrokersDayIsAnother() {
        failed(TODAY, LoginOutcome.CREDENTIAL_FAILURE);
        failed(TODAY, LoginOutcome.CREDENTIAL_FAILURE);
        AttemptStart early = agent.get(em -> new LoginAttempts(em)
                .start(
                        new AttemptRequest(tenant.id(), tenant.userId(), account, TODAY.plusDays(1), MIDNIGHT, 7),
                        NOW.plusSeconds(3_600)));
        assertThat(early.hold()).isEqualTo(Hold.DAY_SPENT);
    }

    @Test
    void aClockThatWentBackFindsWhatWasCountedBefore() {
        failed(TODAY.plusDays(1), LoginOutcome.CREDENTIAL_FAILURE);
        failed(TODAY.plusDays(1), LoginOutcome.CREDENTIAL_FAILURE);
        assertThat(start(TODAY).hold()).isEqualTo(Hold.DAY_SPENT);
    }

    @Test
    void failuresOnTheWayAndSuccessesDontCount() {
        failed(TODAY, LoginOutcome.CREDENTIAL_FAILURE);
        failed(TODAY, LoginOutcome.TRANSIENT_FAILURE);
        failed(TODAY, LoginOutcome.SUCCEEDED);
        failed(TODAY, LoginOutcome.PERSON_NEEDED);
        assertThat(number(failed(TODAY, LoginOutcome.CREDENTIAL_FAILURE))).isEqualTo(5);
        assertThat(start(TODAY).hold()).isEqualTo(Hold.DAY_SPENT);
    }

    @Test
    void theWaitAfterAFailureHoldsEveryInstance() {
        UUID attempt = begun(TODAY);
        agent.run(em -> new LoginAttempts(em)
                .close(tenant.id(), attempt, LoginOutcome.TRANSIENT_FAILURE, "x", NOW.plusSeconds(60), NOW));
        assertThat(start(TODAY, NOW.plusSeconds(59)).hold()).isEqualTo(Hold.RETRY_LATER);
        assertThat(start(TODAY, NOW.plusSeconds(60)).begun()).isPresent();
    }

    @Test
    void anAccountHasOneCountWhoeverLinkedIt() {
        failed(TODAY, LoginOutcome.CREDENTIAL_FAILURE);
        failed(TODAY, LoginOutcome.CREDENTIAL_FAILURE);
        SeededTenant other = SeededTenant.bare();
        assertThat(agent.get(em -> new LoginAttempts(em).start(request(other, account, TODAY), NOW))
                        .hold())
                .isEqualTo(Hold.DAY_SPENT);
        assertThat(agent.get(em -> new LoginAttempts(em)
                                .start(
                                        request(
                                                other,
                                                LoginAccounts.key(other.id().toString()),
                                                TODAY),
                                        NOW))
                        .begun())
                .isPresent();
    }

    @Test
    void noStepOfATotpIsTakenTwice() {
        assertThat(step(100)).hasValue(100);
        assertThat(step(100)).hasValue(101);
        assertThat(step(103)).hasValue(103);
        assertThat(step(99)).hasValue(104);
        assertThat(step(98)).isEmpty();
    }

    private OptionalLong step(long earliest) {
        return agent.get(em -> new LoginAccounts(em).takeStep(account, earliest, earliest + 5));
    }

    @Test
    void aFailureIsToldOnce() {
        failed(TODAY, LoginOutcome.SUCCEEDED);
        assertThat(unreported()).isEmpty();
        UUID failed = failed(TODAY, LoginOutcome.TRANSIENT_FAILURE);
        assertThat(unreported()).containsExactly(failed);
        agent.run(em -> new LoginAttempts(em)
                .unreported(100).stream()
                        .filter(attempt -> attempt.id().equals(failed))
                        .forEach(attempt -> attempt.report(NOW)));
        assertThat(unreported()).isEmpty();
    }

    @Test
    void howItEndedIsKept() {
        failed(TODAY, LoginOutcome.CREDENTIAL_FAILURE);
        List<LoginAttempt> attempts = agent.get(em -> new LoginAttempts(em).on(tenant.id(), tenant.userId(), TODAY));
        assertThat(attempts).singleElement().satisfies(kept -> {
            assertThat(kept.outcome()).isEqualTo(LoginOutcome.CREDENTIAL_FAILURE);
            assertThat(kept.reason()).contains("code");
            assertThat(kept.finishedAt()).contains(at(TODAY).plusSeconds(9));
            assertThat(kept.startedAt()).isEqualTo(at(TODAY));
            assertThat(kept.businessDate()).isEqualTo(TODAY);
            assertThat(kept.credentialVersion()).isEqualTo(7);
        });
    }

    @Test
    void anAttemptIsClosedOnce() {
        UUID attempt = failed(TODAY, LoginOutcome.CREDENTIAL_FAILURE);
        boolean again = agent.get(em ->
                new LoginAttempts(em).close(tenant.id(), attempt, LoginOutcome.CREDENTIAL_FAILURE, "again", null, NOW));
        assertThat(again).as("closed by the same once more").isFalse();
        assertThatThrownBy(() -> close(attempt, LoginOutcome.TRANSIENT_FAILURE))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> close(begun(TODAY), LoginOutcome.STARTED))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAttemptIsClosedByItsOwnTenantOnly() {
        UUID attempt = begun(TODAY);
        UUID other = SeededTenant.bare().id();
        assertThatThrownBy(() -> agent.run(em ->
                        new LoginAttempts(em).close(other, attempt, LoginOutcome.TRANSIENT_FAILURE, "x", null, NOW)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theApplicationReadsAttemptsAndWritesNone() {
        begun(TODAY);
        TestUnit app = TestUnit.tenant();
        app.run(em -> {
            new TenantBinding(em).bind(tenant.id());
            assertThat(new LoginAttempts(em).on(tenant.id(), tenant.userId(), TODAY))
                    .hasSize(1);
        });
        assertThatThrownBy(() -> app.run(em -> {
                    new TenantBinding(em).bind(tenant.id());
                    new LoginAttempts(em).start(request(tenant, account, TODAY), NOW);
                }))
                .hasStackTraceContaining("permission denied for table login_accounts");
    }

    @RepeatedTest(5)
    void ofInstancesThatStartAtOnceOneGoesOn() throws Exception {
        int instances = 6;
        CountDownLatch ready = new CountDownLatch(instances);
        ExecutorService threads = Executors.newFixedThreadPool(instances);
        try {
            List<Future<AttemptStart>> starts = new ArrayList<>();
            for (int i = 0; i < instances; i++) {
                starts.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return start(TODAY);
                }));
            }
            List<Hold> holds = new ArrayList<>();
            for (Future<AttemptStart> started : starts) {
                holds.add(started.get().hold());
            }
            assertThat(holds)
                    .containsOnlyOnce((Hold) null)
                    .filteredOn(Hold.UNDER_WAY::equals)
                    .hasSize(instances - 1);
        } finally {
            threads.shutdownNow();
        }
    }

    private List<UUID> unreported() {
        return agent.<List<LoginAttempt>>get(em -> new LoginAttempts(em).unreported(1_000)).stream()
                .filter(attempt -> attempt.tenantId().equals(tenant.id()))
                .map(LoginAttempt::id)
                .toList();
    }

    private AttemptStart start(LocalDate date) {
        return start(date, at(date));
    }

    private AttemptStart start(LocalDate date, Instant now) {
        return agent.get(em -> new LoginAttempts(em).start(request(tenant, account, date), now));
    }

    private UUID begun(LocalDate date) {
        return start(date).begun().orElseThrow();
    }

    private UUID failed(LocalDate date, LoginOutcome outcome) {
        UUID attempt = begun(date);
        agent.run(em ->
                new LoginAttempts(em).close(tenant.id(), attempt, outcome, "code", null, at(date).plusSeconds(9)));
        return attempt;
    }

    private int number(UUID attempt) {
        return agent.get(em -> em.find(LoginAttempt.class, attempt).attemptNo());
    }

    private static AttemptRequest request(SeededTenant whose, String account, LocalDate date) {
        return new AttemptRequest(whose.id(), whose.userId(), account, date, at(date).minus(Duration.ofHours(8)), 7);
    }

    /** 08:00 in Asia/Kolkata. */
    private static Instant at(LocalDate date) {
        return date.atTime(2, 30).toInstant(ZoneOffset.UTC);
    }

    private void close(UUID attempt, LoginOutcome outcome) {
        agent.run(em -> new LoginAttempts(em).close(tenant.id(), attempt, outcome, "code", null, NOW.plusSeconds(9)));
    }
}
