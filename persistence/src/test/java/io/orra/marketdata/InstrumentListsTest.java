package io.orra.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.persistence.SeededTenant;
import io.orra.persistence.TestUnit;
import io.orra.tenancy.TenantBinding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class InstrumentListsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T02:30:00Z");

    private final SeededTenant tenant = SeededTenant.bare();

    @Test
    void aListIsStoredAndReadByTheAgents() {
        long version = store("{\"408065\": \"full\"}", null, NOW).orElseThrow();

        InstrumentList read = TestUnit.agent()
                .get(em -> new InstrumentLists(em).of(List.of(tenant.id())))
                .get(0);
        assertThat(read).isEqualTo(new InstrumentList(tenant.id(), version, "{\"408065\": \"full\"}"));
        Map<UUID, Long> versions = TestUnit.agent().get(em -> new InstrumentLists(em).versions());
        assertThat(versions).containsEntry(tenant.id(), version);
    }

    @Test
    void aChangeOfAnotherVersionThanTheOneThereIsRefused() {
        long first = store("{}", null, NOW).orElseThrow();
        assertThat(store("{\"1\": \"ltp\"}", first, NOW)).hasValue(first + 1);
        assertThat(store("{\"2\": \"ltp\"}", first, NOW)).isEmpty();
        String kept = asTenant(lists -> lists.find(tenant.id()).orElseThrow().instruments());
        assertThat(kept).isEqualTo("{\"1\": \"ltp\"}");
    }

    @Test
    void aListMadeAnewHasANewVersion() {
        long first = store("{}", null, NOW).orElseThrow();
        boolean forgotten = asTenant(lists -> lists.forget(tenant.id()));
        boolean again = asTenant(lists -> lists.forget(tenant.id()));
        assertThat(forgotten).isTrue();
        assertThat(again).isFalse();
        assertThat(store("{}", null, NOW.plusSeconds(1)).orElseThrow()).isGreaterThan(first);
    }

    private Optional<Long> store(String instruments, Long expected, Instant now) {
        return asTenant(lists -> lists.store(tenant.id(), instruments, expected, now));
    }

    private <T> T asTenant(Function<InstrumentLists, T> work) {
        return TestUnit.tenant().get(em -> {
            new TenantBinding(em).bind(tenant.id());
            return work.apply(new InstrumentLists(em));
        });
    }
}
