package io.orra.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orra.persistence.SeededTenant;
import io.orra.persistence.TestDatabase;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupedChangeTest {

    /** Long enough for what must come; nothing is measured by it. */
    private static final int PATIENCE_SECONDS = 60;

    private static final TenantQuestion<Profile> CHANGE = new TenantQuestion<>(
            "update trading_profiles set max_orders = ?, version = version + 1 where tenant_id = ?"
                    + " returning tenant_id, max_orders, version",
            Profile::of);
    private static final TenantQuestion<Profile> STORED = new TenantQuestion<>(
            "select tenant_id, max_orders, version from trading_profiles where tenant_id = ?", Profile::of);

    private record Profile(UUID tenant, int maxOrders, long version) {
        static Profile of(ResultSet row) throws SQLException {
            return new Profile(row.getObject(1, UUID.class), row.getInt(2), row.getLong(3));
        }
    }

    private final DataSource database = TestDatabase.shared().dataSource(TestDatabase.APP);
    private final Trips trips = new Trips();
    private final GroupedChange<Profile> changes = new GroupedChange<>(new TenantRows(trips.source()), CHANGE);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void whoComesAloneWaitsForNobody() {
        SeededTenant tenant = withProfile();
        assertThat(changes.make(tenant.id(), 7, tenant.id())).contains(new Profile(tenant.id(), 7, 1));
        assertThat(changes.make(UUID.randomUUID(), 7, tenant.id())).isEmpty();
        assertThat(trips.begun()).isEqualTo(2);
    }

    @Test
    void whatWaitsIsMadeInOneTripAndEachGetsItsOwnAnswer() throws Exception {
        List<SeededTenant> tenants = tenants(5);
        List<Future<Optional<Profile>>> answers = begunTogether(tenants, List.of(11, 12, 13, 14, 15));
        for (int i = 0; i < tenants.size(); i++) {
            assertThat(answer(answers.get(i)))
                    .contains(new Profile(tenants.get(i).id(), 11 + i, 1));
        }
        // The first, who was held up, and the four who waited for it.
        assertThat(trips.begun()).isEqualTo(2);
    }

    @Test
    void twoChangesOfOneTenantBothCount() throws Exception {
        SeededTenant twice = withProfile();
        List<Future<Optional<Profile>>> answers = begunTogether(
                List.of(withProfile(), twice, twice, withProfile(), withProfile()), List.of(1, 2, 3, 4, 5));
        assertThat(List.of(
                        answer(answers.get(1)).orElseThrow(),
                        answer(answers.get(2)).orElseThrow()))
                .containsExactlyInAnyOrder(new Profile(twice.id(), 2, 1), new Profile(twice.id(), 3, 2));
    }

    @Test
    void whatTheDatabaseRefusesTakesNobodyWithIt() throws Exception {
        List<SeededTenant> tenants = tenants(5);
        List<Future<Optional<Profile>>> answers = begunTogether(tenants, List.of(11, 12, 0, 14, 15));
        for (int i : List.of(0, 1, 3, 4)) {
            assertThat(answer(answers.get(i)))
                    .contains(new Profile(tenants.get(i).id(), 11 + i, 1));
        }
        assertThatThrownBy(() -> answer(answers.get(2)))
                .isInstanceOf(ExecutionException.class)
                .hasStackTraceContaining("trading_profiles_max_orders_range");
        assertThat(stored(tenants.get(2))).isEqualTo(new Profile(tenants.get(2).id(), 10, 0));
        // The first, the group, and each of its four alone.
        assertThat(trips.begun()).isEqualTo(6);
    }

    @Test
    void whoWaitsForALockDoesNotHoldUpTheOthers() throws Exception {
        List<SeededTenant> tenants = tenants(5);
        try (Connection holder = database.getConnection();
                PreparedStatement change = holder.prepareStatement(
                        TenantBinding.SQL + "; update trading_profiles set max_orders = 400 where tenant_id = ?")) {
            holder.setAutoCommit(false);
            change.setString(1, tenants.get(2).id().toString());
            change.setObject(2, tenants.get(2).id());
            change.execute();
            List<Future<Optional<Profile>>> answers = begunTogether(tenants, List.of(11, 12, 13, 14, 15));
            for (int i : List.of(0, 1, 3, 4)) {
                assertThat(answer(answers.get(i)).orElseThrow().maxOrders()).isEqualTo(11 + i);
            }
            assertThat(answers.get(2)).isNotDone();
            holder.commit();
            assertThat(answer(answers.get(2)).orElseThrow().maxOrders()).isEqualTo(13);
        }
    }

    @Test
    void anAnswerThatIsLostIsToldToAllAndNothingIsMadeTwice() throws Exception {
        List<SeededTenant> tenants = tenants(5);
        trips.loseTheSecondAnswer();
        List<Future<Optional<Profile>>> answers = begunTogether(tenants, List.of(11, 12, 13, 14, 15));
        assertThat(answer(answers.get(0))).isPresent();
        for (int i = 1; i < tenants.size(); i++) {
            Future<Optional<Profile>> lost = answers.get(i);
            assertThatThrownBy(() -> answer(lost))
                    .hasCauseInstanceOf(PersistenceException.class)
                    .hasStackTraceContaining("08006");
            assertThat(stored(tenants.get(i)).version()).isEqualTo(1);
        }
        assertThat(trips.begun()).isEqualTo(2);
        assertThat(changes.make(tenants.get(1).id(), 20, tenants.get(1).id())).isPresent();
    }

    @Test
    void ofManyAtOnceEachIsMadeOnce() throws Exception {
        int rounds = 40;
        List<SeededTenant> tenants = tenants(24);
        List<Future<Long>> done = new ArrayList<>();
        for (SeededTenant tenant : tenants) {
            done.add(threads.submit(() -> {
                for (int round = 1; round <= rounds; round++) {
                    assertThat(changes.make(tenant.id(), round, tenant.id()))
                            .contains(new Profile(tenant.id(), round, round));
                }
                return 1L;
            }));
        }
        for (Future<Long> one : done) {
            one.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        for (SeededTenant tenant : tenants) {
            assertThat(stored(tenant)).isEqualTo(new Profile(tenant.id(), rounds, rounds));
        }
        assertThat(trips.begun()).isLessThan(rounds * tenants.size());
    }

    /** The first tenant's change is held up until those of all others wait. */
    private List<Future<Optional<Profile>>> begunTogether(List<SeededTenant> tenants, List<Integer> maxOrders)
            throws InterruptedException {
        trips.hold();
        List<Future<Optional<Profile>>> answers = new ArrayList<>();
        for (int i = 0; i < tenants.size(); i++) {
            UUID tenant = tenants.get(i).id();
            int value = maxOrders.get(i);
            CompletableFuture<Optional<Profile>> answer = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                try {
                    answer.complete(changes.make(tenant, value, tenant));
                } catch (RuntimeException failed) {
                    answer.completeExceptionally(failed);
                }
            });
            caller.start();
            answers.add(answer);
            while (caller.getState() != Thread.State.WAITING) {
                Thread.sleep(1);
            }
        }
        trips.release();
        return answers;
    }

    private static Optional<Profile> answer(Future<Optional<Profile>> future) throws Exception {
        return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static List<SeededTenant> tenants(int count) {
        List<SeededTenant> tenants = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tenants.add(withProfile());
        }
        return tenants;
    }

    private static SeededTenant withProfile() {
        SeededTenant seeded = SeededTenant.bare();
        TestDatabase.shared()
                .prepare("insert into trading_profiles (id, tenant_id, user_id, max_daily_loss, max_orders) values"
                        + " (gen_random_uuid(), '" + seeded.id() + "', '" + seeded.userId() + "', 1000.00, 10)");
        return seeded;
    }

    private Profile stored(SeededTenant tenant) {
        return new TenantRows(database).first(STORED, tenant.id(), tenant.id()).orElseThrow();
    }

    /** Counts who borrows a connection, can hold up the first, and lose what comes back to the second. */
    private final class Trips {
        private final AtomicInteger begun = new AtomicInteger();
        private final Semaphore leave = new Semaphore(0);
        private volatile boolean holds;
        private volatile boolean loses;

        int begun() {
            return begun.get();
        }

        void hold() {
            holds = true;
        }

        void release() {
            leave.release();
        }

        void loseTheSecondAnswer() {
            loses = true;
        }

        DataSource source() {
            return StandIn.of(DataSource.class, (method, arguments) -> borrowed());
        }

        private Connection borrowed() throws SQLException {
            int trip = begun.incrementAndGet();
            if (trip == 1 && holds) {
                leave.acquireUninterruptibly();
            }
            Connection connection = database.getConnection();
            return trip == 2 && loses ? losing(connection) : connection;
        }

        private Connection losing(Connection connection) {
            return StandIn.of(Connection.class, (method, arguments) -> {
                Object made = method.invoke(connection, arguments);
                return made instanceof PreparedStatement statement ? losing(statement) : made;
            });
        }

        private PreparedStatement losing(PreparedStatement statement) {
            return StandIn.of(PreparedStatement.class, (method, arguments) -> {
                Object result = method.invoke(statement, arguments);
                if (method.getName().equals("execute")) {
                    throw new SQLException("the connection broke", "08006");
                }
                return result;
            });
        }
    }
}
