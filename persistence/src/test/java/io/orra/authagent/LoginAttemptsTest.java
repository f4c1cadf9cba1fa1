package io.orra.authagent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orra.persistence.SeededTenant;
import io.orra.persistence.TestUnit;
import io.orra.tenancy.TenantBinding;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class LoginAttemptsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final Instant NOW = Instant.parse("2026-11-24T02:30:00Z");
    private static final int LIMIT = 2;

    private final TestUnit agent = TestUnit.agent();
    private final SeededTenant tenant = SeededTenant.bare();

    @Test
    void attemptsAreNumberedWithinTheirDay() {
        assertThat(start(TODAY).orElseThrow().attemptNo()).isEqualTo(1);
        assertThat(start(TODAY).orElseThrow().attemptNo()).isEqualTo(2);
        assertThat(start(TODAY.plusDays(1)).orElseThrow().attemptNo()).isEqualTo(1);
    }

    @Test
    void attemptsWithoutAnEndCountBecauseTheirProcessMayHaveDied() {
        start(TODAY);
        start(TODAY);
        assertThat(start(TODAY)).isEmpty();
    }

    @Test
    void afterTwoCredentialFailuresTheDayIsOver() {
        close(start(TODAY).orElseThrow(), LoginOutcome.CREDENTIAL_FAILURE);
        close(start(TODAY).orElseThrow(), LoginOutcome.CREDENTIAL_FAILURE);
        assertThat(start(TODAY)).isEmpty();
        assertThat(start(TODAY.plusDays(1))).isPresent();
    }

    @Test
    void failuresOnTheWayAndSuccessesDontCount() {
        close(start(TODAY).orElseThrow(), LoginOutcome.CREDENTIAL_FAILURE);
        close(start(TODAY).orElseThrow(), LoginOutcome.TRANSIENT_FAILURE);
        close(start(TODAY).orElseThrow(), LoginOutcome.SUCCEEDED);
        close(start(TODAY).orElseThrow(), LoginOutcome.TRANSIENT_FAILURE);
        LoginAttempt fifth = start(TODAY).orElseThrow();
        assertThat(fifth.attemptNo()).isEqualTo(5);
        close(fifth, LoginOutcome.CREDENTIAL_FAILURE);
        assertThat(start(TODAY)).isEmpty();
    }

    @Test
    void anotherUserHasACountOfItsOwn() {
        start(TODAY);
        start(TODAY);
        assertThat(agent.<Optional<LoginAttempt>>get(
                        em -> new LoginAttempts(em).start(tenant.id(), UUID.randomUUID(), TODAY, 1, LIMIT, NOW)))
                .isPresent();
    }

    @Test
    void aFailureIsToldOnce() {
        close(start(TODAY).orElseThrow(), LoginOutcome.SUCCEEDED);
        LoginAttempt failed = start(TODAY).orElseThrow();
        assertThat(unreported()).isEmpty();
        close(failed, LoginOutcome.TRANSIENT_FAILURE);
        assertThat(unreported()).containsExactly(failed.id());
        agent.run(em -> new LoginAttempts(em)
                .unreported(100).stream()
                        .filter(attempt -> attempt.id().equals(failed.id()))
                        .forEach(attempt -> attempt.report(NOW)));
        assertThat(unreported()).isEmpty();
    }

    private List<UUID> unreported() {
        return agent.<List<LoginAttempt>>get(em -> new LoginAttempts(em).unreported(100)).stream()
                .filter(attempt -> attempt.tenantId().equals(tenant.id()))
                .map(LoginAttempt::id)
                .toList();
    }

    @Test
    void howItEndedIsKept() {
        LoginAttempt attempt = start(TODAY).orElseThrow();
        close(attempt, LoginOutcome.CREDENTIAL_FAILURE);
        List<LoginAttempt> attempts = agent.get(em -> new LoginAttempts(em).on(tenant.id(), tenant.userId(), TODAY));
        assertThat(attempts).singleElement().satisfies(kept -> {
            assertThat(kept.outcome()).isEqualTo(LoginOutcome.CREDENTIAL_FAILURE);
            assertThat(kept.reason()).contains("code");
            assertThat(kept.finishedAt()).contains(NOW.plusSeconds(9));
            assertThat(kept.startedAt()).isEqualTo(NOW);
            assertThat(kept.businessDate()).isEqualTo(TODAY);
            assertThat(kept.credentialVersion()).isEqualTo(7);
        });
    }

    @Test
    void anAttemptIsClosedOnce() {
        LoginAttempt attempt = start(TODAY).orElseThrow();
        close(attempt, LoginOutcome.CREDENTIAL_FAILURE);
        assertThatThrownBy(() -> close(attempt, LoginOutcome.TRANSIENT_FAILURE))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> close(start(TODAY).orElseThrow(), LoginOutcome.STARTED))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAttemptIsClosedByItsOwnTenantOnly() {
        LoginAttempt attempt = start(TODAY).orElseThrow();
        UUID other = SeededTenant.bare().id();
        assertThatThrownBy(() -> agent.run(em ->
                        new LoginAttempts(em).close(other, attempt.id(), LoginOutcome.TRANSIENT_FAILURE, "x", NOW)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theApplicationReadsAttemptsAndWritesNone() {
        start(TODAY);
        TestUnit app = TestUnit.tenant();
        app.run(em -> {
            new TenantBinding(em).bind(tenant.id());
            assertThat(new LoginAttempts(em).on(tenant.id(), tenant.userId(), TODAY))
                    .hasSize(1);
        });
        assertThatThrownBy(() -> app.run(em -> {
                    new TenantBinding(em).bind(tenant.id());
                    new LoginAttempts(em).start(tenant.id(), tenant.userId(), TODAY, 1, LIMIT, NOW);
                }))
                .hasStackTraceContaining("permission denied for table login_attempts");
    }

    @RepeatedTest(5)
    void instancesThatStartAtOnceNeverPassTheLimit() throws Exception {
        int instances = 6;
        CountDownLatch ready = new CountDownLatch(instances);
        ExecutorService threads = Executors.newFixedThreadPool(instances);
        try {
            List<Future<Optional<LoginAttempt>>> starts = new ArrayList<>();
            for (int i = 0; i < instances; i++) {
                starts.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return start(TODAY);
                }));
            }
            List<Integer> numbers = new ArrayList<>();
            for (Future<Optional<LoginAttempt>> started : starts) {
                started.get().map(LoginAttempt::attemptNo).ifPresent(numbers::add);
            }
            assertThat(numbers).containsExactlyInAnyOrder(1, 2);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aSecondInstanceWaitsForTheFirstToCommit() throws Exception {
        start(TODAY);
        ExecutorService second = Executors.newSingleThreadExecutor();
        try {
            Future<Optional<LoginAttempt>> waiting = agent.get(em -> {
                new LoginAttempts(em).start(tenant.id(), tenant.userId(), TODAY, 1, LIMIT, NOW);
                Future<Optional<LoginAttempt>> other = second.submit(() -> start(TODAY));
                while (waitingForALock() == 0 && !other.isDone()) {
                    Thread.onSpinWait();
                }
                assertThat(other.isDone()).isFalse();
                return other;
            });
            assertThat(waiting.get()).isEmpty();
        } finally {
            second.shutdownNow();
        }
    }

    private long waitingForALock() {
        return agent.get(
                em -> ((Number) em.createNativeQuery("select count(*) from pg_locks where not granted", Long.class)
                                .getSingleResult())
                        .longValue());
    }

    private Optional<LoginAttempt> start(LocalDate date) {
        return agent.get(em -> new LoginAttempts(em).start(tenant.id(), tenant.userId(), date, 7, LIMIT, NOW));
    }

    private void close(LoginAttempt attempt, LoginOutcome outcome) {
        agent.run(em -> new LoginAttempts(em).close(tenant.id(), attempt.id(), outcome, "code", NOW.plusSeconds(9)));
    }
}
