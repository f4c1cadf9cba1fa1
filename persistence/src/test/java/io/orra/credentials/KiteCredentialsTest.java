package io.orra.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orra.persistence.SeededTenant;
import io.orra.persistence.TestUnit;
import io.orra.tenancy.TenantBinding;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KiteCredentialsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T02:30:00Z");

    private final TestUnit app = TestUnit.tenant();
    private final TestUnit agent = TestUnit.agent();

    private final SeededTenant tenant = SeededTenant.bare();

    @Test
    void whatIsLinkedReadsBackForApplicationAndAgents() {
        link(tenant.userId(), sealed("k1", "one"));
        app.run(em -> {
            new TenantBinding(em).bind(tenant.id());
            assertLinked(new KiteCredentials(em), "one");
        });
        agent.run(em -> assertLinked(new KiteCredentials(em), "one"));
    }

    @Test
    void aChangeCountsAndTakesTheNewKey() {
        link(tenant.userId(), sealed("k1", "one"));
        app.run(em -> {
            new TenantBinding(em).bind(tenant.id());
            new KiteCredentials(em)
                    .find(tenant.id(), tenant.userId())
                    .orElseThrow()
                    .replace(
                            new SealedCredential(
                                    value("k2", "a"),
                                    value("k2", "b"),
                                    value("k2", "c"),
                                    value("k2", "u"),
                                    value("k2", "p")),
                            true,
                            NOW.plusSeconds(60));
        });
        agent.run(em -> {
            KiteCredential credential =
                    new KiteCredentials(em).find(tenant.id(), tenant.userId()).orElseThrow();
            assertThat(credential.credentialVersion()).isEqualTo(2);
            assertThat(credential.isAutoLogin()).isTrue();
            assertThat(credential.totpSecret()).isEqualTo(value("k2", "c"));
            assertThat(credential.brokerUserId()).contains(value("k2", "u"));
            assertThat(credential.brokerPassword()).contains(value("k2", "p"));
            assertThat(credential.createdAt()).isEqualTo(NOW);
            assertThat(credential.updatedAt()).isEqualTo(NOW.plusSeconds(60));
        });
    }

    @Test
    void removalErasesATenantsCredentialsAndNoOthers() {
        SeededTenant other = SeededTenant.bare();
        link(tenant.userId(), sealed("k1", "one"));
        link(UUID.randomUUID(), sealed("k1", "two"));
        app.run(em -> {
            new TenantBinding(em).bind(other.id());
            new KiteCredentials(em)
                    .add(new KiteCredential(other.id(), other.userId(), sealed("k1", "three"), false, NOW));
        });
        assertThat(agent.<Integer>get(em -> new KiteCredentials(em).eraseAll(tenant.id())))
                .isEqualTo(2);
        agent.run(em -> {
            assertThat(new KiteCredentials(em).find(tenant.id(), tenant.userId()))
                    .isEmpty();
            assertThat(new KiteCredentials(em).find(other.id(), other.userId())).isPresent();
        });
    }

    @Test
    void agentsStoreNoCredential() {
        assertThatThrownBy(() -> agent.run(em -> new KiteCredentials(em)
                        .add(new KiteCredential(tenant.id(), tenant.userId(), sealed("k1", "one"), false, NOW))))
                .hasStackTraceContaining("permission denied for table kite_credentials");
    }

    @Test
    void oneRowHasOneKey() {
        assertThatThrownBy(() -> new SealedCredential(value("k1", "a"), value("k2", "b"), value("k1", "c")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void halfABrokerLoginIsNone() {
        assertThatThrownBy(() -> new SealedCredential(
                        value("k1", "a"), value("k1", "b"), value("k1", "c"), value("k1", "u"), null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theTextOfARowShowsNothingSealed() {
        SealedCredential sealed = sealed("k1", "marked-secret");
        KiteCredential credential = new KiteCredential(tenant.id(), tenant.userId(), sealed, false, NOW);
        assertThat(sealed.toString() + credential + credential.apiKey()).doesNotContain("marked-secret");
    }

    private void link(UUID userId, SealedCredential sealed) {
        app.run(em -> {
            new TenantBinding(em).bind(tenant.id());
            new KiteCredentials(em).add(new KiteCredential(tenant.id(), userId, sealed, false, NOW));
        });
    }

    private void assertLinked(KiteCredentials credentials, String text) {
        KiteCredential credential =
                credentials.find(tenant.id(), tenant.userId()).orElseThrow();
        assertThat(credential.apiKey()).isEqualTo(value("k1", text));
        assertThat(credential.apiSecret()).isEqualTo(value("k1", text));
        assertThat(credential.totpSecret()).isEqualTo(value("k1", text));
        assertThat(credential.brokerUserId()).isEmpty();
        assertThat(credential.isAutoLogin()).isFalse();
        assertThat(credential.credentialVersion()).isEqualTo(1);
        assertThat(credential.updatedAt()).isEqualTo(NOW);
    }

    private static SealedCredential sealed(String key, String text) {
        return new SealedCredential(value(key, text), value(key, text), value(key, text));
    }

    private static SealedValue value(String key, String text) {
        return new SealedValue(key, text);
    }
}
