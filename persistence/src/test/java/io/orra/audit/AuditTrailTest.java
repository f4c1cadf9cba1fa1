package io.orra.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orra.persistence.SeededTenant;
import io.orra.persistence.TestDatabase;
import io.orra.persistence.TestUnit;
import io.orra.tenancy.TenantBinding;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditTrailTest {

    private final SeededTenant tenant = SeededTenant.bare();

    @Test
    void entriesOfATenantAreNumberedWithoutGapsThoughWrittenAtOnce() {
        CompletableFuture<?>[] writers = IntStream.range(0, 20)
                .mapToObj(each -> CompletableFuture.runAsync(() -> append(tenant.id(), "thing.change")))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(writers).join();

        assertThat(read(tenant.id()))
                .extracting(AuditEntry::seq)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 20).boxed().toList());
        assertThat(read(tenant.id()))
                .as("whoever waited for the chain has the later time")
                .isSortedAccordingTo(Comparator.comparing(AuditEntry::seq).reversed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'somebody', 'thing.change', 'done', '{}'",
                "'user', '', 'done', '{}'",
                "'user', 'thing.change', 'maybe', '{}'",
                "'user', 'thing.change', 'done', '[]'",
                "'user', 'thing.change', 'done', jsonb_build_object('long', repeat('x', 4096))",
            })
    void whatIsNoEntryIsRefused(String values) {
        assertThatThrownBy(() -> TestDatabase.shared()
                        .prepare("insert into audit_entries (tenant_id, actor, actor_kind, action, outcome, details)"
                                + " values ('" + tenant.id() + "', 'x', " + values + ")"))
                .rootCause()
                .hasMessageContaining("not an entry of the audit trail");
        assertThat(read(tenant.id())).isEmpty();
    }

    @Test
    void eachHashIsMadeOfTheOneBeforeAndTheRow() throws SQLException {
        append(tenant.id(), "thing.one");
        append(tenant.id(), "thing.two");

        assertThat(broken()).isEmpty();
    }

    @Test
    void aRolledBackEntryLeavesNoGap() {
        append(tenant.id(), "thing.one");
        assertThatThrownBy(() -> TestUnit.agent().run(em -> {
                    new AuditTrail(em).append(SampleEvent.by(tenant.id(), "thing.lost"));
                    throw new IllegalStateException("the change failed");
                }))
                .hasMessage("the change failed");
        append(tenant.id(), "thing.two");

        assertThat(read(tenant.id())).extracting(AuditEntry::seq).containsExactly(2L, 1L);
    }

    @Test
    void aTenantWritesAndReadsItsOwnTrailOnly() {
        SeededTenant other = SeededTenant.bare();
        append(other.id(), "thing.other");
        List<AuditEntry> seen = TestUnit.tenant().get(em -> {
            new TenantBinding(em).bind(tenant.id());
            new AuditTrail(em).append(SampleEvent.by(tenant.id(), "thing.mine"));
            return new AuditTrail(em).find(new AuditTrail.Search(null, null, null, null, 50));
        });

        assertThat(seen).extracting(entry -> entry.event().action()).containsExactly("thing.mine");
        assertThatThrownBy(() -> TestUnit.tenant().run(em -> {
                    new TenantBinding(em).bind(tenant.id());
                    new AuditTrail(em).append(SampleEvent.by(other.id(), "thing.forged"));
                }))
                .hasMessageContaining("row-level security");
    }

    @Test
    void pagesFollowEachOtherWithoutRepeating() {
        IntStream.range(0, 5).forEach(each -> append(tenant.id(), "thing." + each));
        List<AuditEntry> first = page(null);
        AuditEntry last = first.get(1);
        List<AuditEntry> second = page(new AuditTrail.Position(last.at(), last.id()));

        assertThat(first).extracting(entry -> entry.event().action()).containsExactly("thing.4", "thing.3");
        assertThat(second).extracting(entry -> entry.event().action()).containsExactly("thing.2", "thing.1");
    }

    @Test
    void evenWhoeverNoPolicyHoldsChangesNothing() {
        append(tenant.id(), "thing.one");
        for (String sql : List.of(
                "update audit_entries set actor = 'x'", "delete from audit_entries", "truncate audit_entries")) {
            assertThatThrownBy(() -> TestDatabase.shared().prepare(sql))
                    .rootCause()
                    .hasMessageContaining("append-only");
        }
    }

    private List<AuditEntry> page(AuditTrail.Position before) {
        return TestUnit.agent()
                .get(em -> new AuditTrail(em).find(new AuditTrail.Search(tenant.id(), null, null, before, 2)));
    }

    private static List<AuditEntry> read(UUID tenant) {
        return TestUnit.agent().get(em -> new AuditTrail(em).find(new AuditTrail.Search(tenant, null, null, null, 50)));
    }

    private static void append(UUID tenant, String action) {
        TestUnit.agent().run(em -> new AuditTrail(em).append(SampleEvent.by(tenant, action)));
    }

    /** Rows whose hash is not what the rule says, computed apart from the trigger. */
    private static List<String> broken() throws SQLException {
        try (Connection owner = TestDatabase.shared().connect(TestDatabase.AGENT);
                Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select chain || ' ' || seq from (
                            select *, lag(hash, 1, sha256(convert_to(chain::text, 'UTF8'))) over (
                                partition by chain order by seq) as before from audit_entries) e
                        where previous_hash <> before or hash <> sha256(before || convert_to(jsonb_build_array(
                            chain, seq, tenant_id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
                            actor_kind, actor, user_id, action, target, outcome, reason, address, correlation_id,
                            details)::text, 'UTF8'))""")) {
            List<String> found = new java.util.ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
