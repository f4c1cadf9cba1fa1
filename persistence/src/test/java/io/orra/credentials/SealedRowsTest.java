package io.orra.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.authagent.BrokerSessions;
import io.orra.authagent.OpenedSession;
import io.orra.persistence.SeededTenant;
import io.orra.persistence.TestUnit;
import io.orra.tenancy.TenantBinding;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SealedRowsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T02:30:00Z");

    private final TestUnit agent = TestUnit.agent();
    private final SeededTenant tenant = SeededTenant.bare();
    private final String oldKey = "old-" + UUID.randomUUID();
    private final String newKey = "new-" + UUID.randomUUID();

    @Test
    void credentialsUnderAnotherKeyAreFoundAndPutUnderTheNewOneWithoutAChangeThatAUserSees() {
        UUID first = link();
        UUID second = link();

        agent.run(em -> {
            SealedRows rows = new SealedRows(em);
            List<KiteCredential> found = mine(rows.credentialsNotUnder(newKey, SealedRows.START, 1_000));
            assertThat(found).extracting(KiteCredential::userId).containsExactlyInAnyOrder(first, second);
            rows.replace(found.get(0).id(), sealed(newKey));
        });

        agent.run(em -> {
            SealedRows rows = new SealedRows(em);
            KiteCredential waits = mine(rows.credentialsNotUnder(newKey, SealedRows.START, 1_000))
                    .get(0);
            UUID resealed = waits.userId().equals(first) ? second : first;
            KiteCredential done =
                    new KiteCredentials(em).find(tenant.id(), resealed).orElseThrow();
            assertThat(done.totpSecret()).isEqualTo(new SealedValue(newKey, "c"));
            assertThat(done.brokerUserId()).isEmpty();
            assertThat(done.version()).isEqualTo(waits.version());
            assertThat(done.credentialVersion()).isEqualTo(1);
            assertThat(done.updatedAt()).isEqualTo(NOW);
            assertThat(mine(rows.credentialsNotUnder(newKey, waits.id(), 1_000)))
                    .as("the page after the one that waits")
                    .isEmpty();
        });
    }

    @Test
    void aRowThatAnotherInstanceHoldsIsLeftToIt() {
        link();

        agent.run(em -> {
            assertThat(mine(new SealedRows(em).credentialsNotUnder(newKey, SealedRows.START, 1_000)))
                    .hasSize(1);
            agent.run(other -> assertThat(
                            mine(new SealedRows(other).credentialsNotUnder(newKey, SealedRows.START, 1_000)))
                    .isEmpty());
        });
    }

    @Test
    void aSessionsTokenIsPutUnderTheNewKeyAndOneThatHasEndedNeedsNone() {
        UUID ended = UUID.randomUUID();
        agent.run(em -> {
            BrokerSessions sessions = new BrokerSessions(em);
            sessions.store(session(tenant.userId()), NOW);
            sessions.store(session(ended), NOW);
            sessions.find(tenant.id(), ended).orElseThrow().end("test", NOW);
        });

        agent.run(em -> {
            SealedRows rows = new SealedRows(em);
            List<SealedSession> found = rows.sessionsNotUnder(newKey, SealedRows.START, 1_000).stream()
                    .filter(session -> session.tenantId().equals(tenant.id()))
                    .toList();
            assertThat(found)
                    .singleElement()
                    .extracting(SealedSession::userId, SealedSession::accessToken)
                    .containsExactly(tenant.userId(), new SealedValue(oldKey, "t"));
            rows.replace(found.get(0).id(), new SealedValue(newKey, "u"));
        });

        agent.run(em -> assertThat(new BrokerSessions(em)
                        .find(tenant.id(), tenant.userId())
                        .orElseThrow()
                        .accessToken())
                .contains(new SealedValue(newKey, "u")));
    }

    /** Other tests' rows stand in the same database. */
    private List<KiteCredential> mine(List<KiteCredential> rows) {
        return rows.stream().filter(row -> row.tenantId().equals(tenant.id())).toList();
    }

    private UUID link() {
        UUID user = UUID.randomUUID();
        TestUnit.tenant().run(em -> {
            new TenantBinding(em).bind(tenant.id());
            new KiteCredentials(em).add(new KiteCredential(tenant.id(), user, sealed(oldKey), true, NOW));
        });
        return user;
    }

    private static SealedCredential sealed(String key) {
        return new SealedCredential(new SealedValue(key, "a"), new SealedValue(key, "b"), new SealedValue(key, "c"));
    }

    private OpenedSession session(UUID user) {
        return new OpenedSession(
                tenant.id(), user, "AB1234", new SealedValue(oldKey, "t"), NOW, NOW.plusSeconds(3_600));
    }
}
