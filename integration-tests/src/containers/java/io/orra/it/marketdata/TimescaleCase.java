package io.orra.it.marketdata;

import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import org.junit.jupiter.api.Test;

/** On TimescaleDB ticks are a hypertable; for the rest the tests beside this one hold. Named so that only the suite on containers takes it. */
class TimescaleCase {

    private final Orra orra = Orra.running();
    private final MarketStore store = new MarketStore(orra);

    @Test
    void ticks_of_a_tenant_that_streams_are_stored_in_a_hypertable() {
        TestTenant.linked(orra);

        assertThat(store.number("select count(*) from timescaledb_information.hypertables where hypertable_name = 'ticks'"))
                .isEqualTo(1);
        eventually().until(() -> store.number("select count(*) from ticks") > 0);
        assertThat(store.number("select count(*) from timescaledb_information.chunks where hypertable_name = 'ticks'"))
                .isPositive();
    }
}
