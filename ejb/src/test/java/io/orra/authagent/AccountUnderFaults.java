package io.orra.authagent;

import io.orra.credentials.KiteLink;
import io.orra.kite.BrokerClock;
import io.orra.kite.HttpWebLogin;
import io.orra.kite.KiteApi;
import io.orra.kite.SimulatedBroker;
import io.orra.kite.Sleeper;
import io.orra.kite.Totp;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One account at the broker over some days, linked by two tenants, right or wrong, and looked after by two instances
 * that die, start anew, lose answers and the database, work at the same time and have clocks that jump.
 */
final class AccountUnderFaults {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration[] JUMPS = {
        Duration.ZERO,
        Duration.ZERO,
        Duration.ofSeconds(1),
        Duration.ofSeconds(25),
        Duration.ofHours(7),
        Duration.ofDays(1),
        Duration.ofDays(-1),
        Duration.ofMinutes(-40)
    };

    private final Random random;
    private final Fate fate;
    private final SettableClock truth;
    private final AgentDatabase database;
    private final SimulatedBroker broker;
    private final HttpClient http;
    private final String account;
    private final Map<UUID, KiteLink> links = new HashMap<>();
    private final List<UUID> tenants = List.of(UUID.randomUUID(), UUID.randomUUID());
    private final SettableClock.Off[] clocks;
    private final Instance[] instances = new Instance[2];
    private final Map<LocalDate, Integer> badByDate = new TreeMap<>();
    private int nesting;
    int bad;
    int logins;
    int deaths;
    int outages;

    /** What lives in one process. */
    private record Instance(FatefulLedger ledger, TenantLogin login, LoginPolicy policy) {}

    AccountUnderFaults(
            long seed,
            SettableClock truth,
            AgentDatabase database,
            SimulatedBroker broker,
            HttpClient http,
            String account) {
        this.random = new Random(seed);
        this.fate = new Fate(random);
        this.truth = truth;
        this.database = database;
        this.broker = broker;
        this.http = http;
        this.account = account;
        this.clocks = new SettableClock.Off[] {new SettableClock.Off(truth), new SettableClock.Off(truth)};
        start(0);
        start(1);
    }

    List<UUID> tenants() {
        return tenants;
    }

    /** Who linked an account is a user of the same id as the tenant. */
    void link(UUID tenant, KiteLink link) {
        links.put(tenant, link);
    }

    /** The most that the broker saw on one date. */
    int worstDate() {
        return badByDate.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    void live(int steps) {
        for (int step = 0; step < steps; step++) {
            fate.rate(random.nextBoolean() ? 0 : random.nextDouble() / 4);
            int which = random.nextInt(2);
            switch (random.nextInt(8)) {
                case 0 -> clocks[which].by(JUMPS[random.nextInt(JUMPS.length)]);
                case 1 -> start(which);
                case 2 -> truth.pass(Duration.ofMinutes(random.nextInt(600)));
                case 3 -> operatorClears();
                default -> truth.pass(Duration.ofSeconds(random.nextInt(400)));
            }
            round(which);
        }
    }

    /** The next days with nothing going wrong. */
    void recover(int days) {
        fate.rate(0);
        clocks[0].by(Duration.ZERO);
        for (int day = 0; day < days; day++) {
            Instant eight =
                    BrokerDay.loginDue(BrokerDay.businessDate(truth.instant()).plusDays(1), LocalTime.of(8, 0));
            truth.set(eight);
            start(0);
            round(0);
        }
    }

    private void start(int which) {
        SettableClock.Off clock = clocks[which];
        FatefulLedger ledger = new FatefulLedger(database, fate, clock, links);
        HttpClient client = new FatefulHttp(http, fate, () -> theOtherPerhaps(which), this::refused);
        Sleeper sleeper = truth::pass;
        instances[which] = new Instance(
                ledger,
                new TenantLogin(
                        ledger,
                        new BrokerAccounts("{}", "{}"),
                        new BrokerClock(client, broker.loginPage(), clock, LIMIT),
                        new HttpWebLogin(
                                client,
                                broker.loginPage(),
                                new Totp(clock, sleeper, ledger.steps()),
                                LIMIT,
                                Duration.ofSeconds(75)),
                        new KiteApi(broker.api(), client, LIMIT),
                        new OutcomeWriter(clock, sleeper),
                        new RetryWait(Duration.ofSeconds(300), random::nextDouble),
                        clock),
                new LoginPolicy(new AlwaysOpenCalendar(), LocalTime.of(8, 0)));
    }

    /** While one instance waits for the broker the other works. */
    private void theOtherPerhaps(int which) {
        if (nesting == 0 && fate.perhaps(0.1)) {
            round(1 - which);
        }
    }

    private void round(int which) {
        nesting++;
        Instance instance = instances[which];
        try {
            if (fate.perhaps(0.2)) {
                instance.ledger().closeAbandoned();
            }
            for (UUID tenant : tenants) {
                Instant now = clocks[which].instant();
                instance.ledger()
                        .candidate(tenant, tenant)
                        .filter(candidate ->
                                instance.policy().open(now) && instance.policy().due(candidate, now))
                        .map(instance.login()::attempt)
                        .filter(LoginResult.LOGGED_IN::equals)
                        .ifPresent(result -> logins++);
            }
        } catch (DatabaseAway away) {
            // The agent's round ends, and the next one looks again.
            outages++;
        } catch (Crash died) {
            deaths++;
            start(which);
        } finally {
            nesting--;
        }
    }

    private void refused(String path) {
        bad++;
        badByDate.merge(truth.instant().atZone(BrokerDay.ZONE).toLocalDate(), 1, Integer::sum);
    }

    private void operatorClears() {
        UUID tenant = tenants.get(random.nextInt(2));
        database.transaction(em -> new LoginAttempts(em).clear(tenant, tenant, truth.instant()));
    }

    String account() {
        return account;
    }
}
