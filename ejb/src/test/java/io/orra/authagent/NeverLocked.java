package io.orra.authagent;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.credentials.KiteLink;
import io.orra.kite.SimulatedBroker;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever happens between any two steps, the broker never sees a third bad entry for one account on one day. */
abstract class NeverLocked {

    /** Of each half, and there are two, so that two JVMs share the five hundred. */
    private static final int RUNS = 250;

    private static final long SEED = 20261124;
    private static final String SECRET = "theSecret";
    private static final String TOTP = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
    private static final String OTHER_TOTP = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private static final SettableClock TRUTH = new SettableClock(Instant.parse("2026-12-01T03:00:00Z"));
    private static AgentDatabase database;
    private static SimulatedBroker broker;
    private static HttpClient http;

    private final int first;

    NeverLocked(int half) {
        this.first = half * RUNS;
    }

    @BeforeAll
    static void open() throws Exception {
        database = new AgentDatabase();
        broker = new SimulatedBroker(TRUTH);
        http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        broker.app("theKey", SECRET);
    }

    @AfterAll
    static void close() throws IOException {
        broker.close();
        database.close();
    }

    @Test
    void noAccountSeesAThirdBadEntryOnADayOrIsBlocked() throws Exception {
        int bad = 0;
        int logins = 0;
        int deaths = 0;
        int outages = 0;
        int recovered = 0;
        int rightAll = 0;
        for (int run = first; run < first + RUNS; run++) {
            Random random = new Random(SEED + run);
            AccountUnderFaults account = account("AB" + run, SEED + run);
            boolean right = random.nextInt(3) == 0;
            for (UUID tenant : account.tenants()) {
                boolean password = right || random.nextBoolean();
                boolean code = right || !password || random.nextBoolean();
                account.link(
                        tenant,
                        new KiteLink(
                                "theKey",
                                SECRET,
                                code ? TOTP : OTHER_TOTP,
                                account.account(),
                                password ? "right" : "wrong",
                                true));
            }
            account.live(8);
            int before = account.logins;
            account.recover(right ? 2 : 1);
            assertThat(account.worstDate())
                    .as("bad entries on one date, seed %d", SEED + run)
                    .isLessThanOrEqualTo(2);
            assertThat(broker.account(account.account()))
                    .as("seed %d", SEED + run)
                    .contains("\"blocked\":false");
            bad += account.bad;
            deaths += account.deaths;
            outages += account.outages;
            logins += account.logins;
            if (right) {
                rightAll++;
                recovered += account.logins > before ? 1 : 0;
            }
        }
        // Without these the test would pass where nothing is tried at all.
        assertThat(bad).as("bad entries").isGreaterThan(RUNS / 3);
        assertThat(deaths).as("crashes").isGreaterThan(RUNS / 3);
        assertThat(outages).as("rounds that the database ended").isGreaterThan(RUNS / 3);
        assertThat(logins).as("logins").isGreaterThan(RUNS / 3);
        assertThat(recovered)
                .as("accounts that came back by themselves, of " + rightAll)
                .isGreaterThan(rightAll * 3 / 4);
    }

    private static AccountUnderFaults account(String name, long seed) throws Exception {
        broker.account(name, "right", TOTP);
        TRUTH.pass(Duration.ofHours(7));
        AccountUnderFaults account = new AccountUnderFaults(seed, TRUTH, database, broker, http, name);
        account.tenants().forEach(database::link);
        return account;
    }
}
