package io.orra.benchmarks.billing;

import io.orra.benchmarks.Machine;
import io.orra.benchmarks.billing.BillingWorld.LoadTenant;
import io.orra.benchmarks.load.OpenLoad;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Trade guard and billing webhook of the Orra that runs, at fixed rates: {@code BillingLoad [seconds] [table]}. Writes
 * the table; ends with 1 when a tenant got more or fewer trades than its limit, or an answer was neither yes nor no.
 */
public final class BillingLoad {

    private static final int GUARDS_PER_SECOND = 500;
    private static final int WEBHOOKS_PER_SECOND = 100;
    private static final int MOST_TENANTS = 200;
    private static final int TENANTS_A_SECOND = 10;
    private static final int BASIC_LIMIT = 5;
    private static final int WARM_SECONDS = 8;
    private static final int ROUNDS = 3;
    private static final int OK = 200;
    private static final int REFUSED = 403;

    private final Machine machine = Machine.here();
    private final BillingWorld world;
    private final int seconds;
    private final int tenants;
    private final List<String> rows = new ArrayList<>();
    private boolean exact = true;

    private BillingLoad(BillingWorld world, int seconds) {
        this.world = world;
        this.seconds = seconds;
        // A short run, to see that it works, makes few.
        this.tenants = Math.min(MOST_TENANTS, TENANTS_A_SECOND * seconds);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
        Path table = Path.of(arguments.length > 1 ? arguments[1] : "docs/benchmarks/billing.md");
        BillingLoad load = new BillingLoad(BillingWorld.running(), seconds);
        load.run();
        Files.createDirectories(table.toAbsolutePath().getParent());
        Files.write(table, load.table());
        load.table().forEach(System.out::println);
        System.exit(load.exact ? 0 : 1);
    }

    private void run() throws IOException, InterruptedException {
        Instant before = Instant.now().minusSeconds(3_600);
        warmUp(before);
        List<LoadTenant> basic = tenants(tenants);
        List<LoadTenant> pro = tenants(tenants);
        firstPayments("Webhook, first payment of a tenant", pro, before);
        guards("Trade guard, Pro: each call counted", pro, -1);
        guards("Trade guard, Basic: the limit, then refused", basic, BASIC_LIMIT);
        guards("Trade guard, one Basic tenant alone", List.of(world.tenant()), BASIC_LIMIT);
        renewals("Webhook, renewals", pro, before.plusSeconds(60));
    }

    /** On tenants of its own, at rising rates: compiles, fills pools and caches. No figure of it is told. */
    private void warmUp(Instant before) throws IOException, InterruptedException {
        List<LoadTenant> pro = tenants(Math.max(1, tenants / 4));
        List<LoadTenant> basic = tenants(Math.max(1, tenants / 4));
        int warm = Math.min(WARM_SECONDS, seconds);
        for (int part : new int[] {8, 4, 2, 1}) {
            int guards = GUARDS_PER_SECOND / part;
            int webhooks = Math.max(1, WEBHOOKS_PER_SECOND / part);
            Instant from = before.plusSeconds(60L / part);
            new OpenLoad(webhooks)
                    .run(webhooks * warm, i -> world.paid(of(pro, i), "pro", at(from, pro, i)), (i, s) -> {});
            new OpenLoad(guards)
                    .run(guards * warm, i -> world.tradeGuard(of(i % 2 == 0 ? pro : basic, i)), (i, s) -> {});
        }
    }

    private static LoadTenant of(List<LoadTenant> tenants, int number) {
        return tenants.get(number % tenants.size());
    }

    /** A tenant's events are a second apart. */
    private static Instant at(Instant from, List<LoadTenant> tenants, int number) {
        return from.plusSeconds(number / tenants.size());
    }

    private List<LoadTenant> tenants(int count) throws IOException {
        List<LoadTenant> tenants = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tenants.add(world.tenant());
        }
        return tenants;
    }

    /** @param limit how many each tenant must get over all rounds; -1 for all */
    private void guards(String name, List<LoadTenant> tenants, int limit) throws InterruptedException {
        int calls = GUARDS_PER_SECOND * seconds;
        AtomicIntegerArray granted = new AtomicIntegerArray(tenants.size());
        List<OpenLoad.Result> rounds = new ArrayList<>();
        boolean right = true;
        for (int round = 0; round < ROUNDS; round++) {
            OpenLoad.Result result = new OpenLoad(GUARDS_PER_SECOND)
                    .run(calls, i -> world.tradeGuard(of(tenants, i)), (number, status) -> {
                        if (status == OK) {
                            granted.incrementAndGet(number % tenants.size());
                        }
                    });
            right &= result.count(OK) + result.count(REFUSED) == calls;
            rounds.add(result);
        }
        for (int i = 0; i < tenants.size(); i++) {
            int asked = ROUNDS * (calls / tenants.size() + (i < calls % tenants.size() ? 1 : 0));
            right &= granted.get(i) == (limit < 0 ? asked : Math.min(asked, limit));
        }
        report(name, GUARDS_PER_SECOND, OpenLoad.median(rounds), right);
    }

    /** Once for each tenant: of these there are no more rounds. */
    private void firstPayments(String name, List<LoadTenant> tenants, Instant from) throws InterruptedException {
        OpenLoad.Result result = webhooks(tenants, tenants.size(), from);
        report(name, WEBHOOKS_PER_SECOND, result, result.count(OK) == tenants.size());
    }

    private void renewals(String name, List<LoadTenant> tenants, Instant from) throws InterruptedException {
        int calls = WEBHOOKS_PER_SECOND * seconds;
        List<OpenLoad.Result> rounds = new ArrayList<>();
        boolean right = true;
        for (int round = 0; round < ROUNDS; round++) {
            OpenLoad.Result result =
                    webhooks(tenants, calls, from.plusSeconds((long) round * (calls / tenants.size() + 1)));
            right &= result.count(OK) == calls;
            rounds.add(result);
        }
        report(name, WEBHOOKS_PER_SECOND, OpenLoad.median(rounds), right);
    }

    private OpenLoad.Result webhooks(List<LoadTenant> tenants, int calls, Instant from) throws InterruptedException {
        return new OpenLoad(WEBHOOKS_PER_SECOND)
                .run(calls, i -> world.paid(of(tenants, i), "pro", at(from, tenants, i)), (i, s) -> {});
    }

    private void report(String name, int asked, OpenLoad.Result result, boolean right) {
        exact &= right;
        rows.add(String.format(
                Locale.ROOT,
                "| %s | %d | %.0f | %.1f | %.1f | %.1f | %s | %s |",
                name,
                asked,
                result.perSecond(),
                result.millis(0.5),
                result.millis(0.99),
                result.millis(1),
                result.statuses(),
                right ? "yes" : "NO"));
    }

    private List<String> table() {
        List<String> table = new ArrayList<>(List.of(
                "Taken on " + machine.described() + ". Server: `" + world.serverOptions() + "`.",
                "",
                "Open load on "
                        + Runtime.getRuntime().availableProcessors()
                        + " cores, which load, server, database and broker share, " + ROUNDS + " rounds of "
                        + seconds
                        + " s a row (the median by p99; of first payments there is one a tenant); times from the moment a call was due.",
                "",
                "| what | asked/s | answered/s | p50 ms | p99 ms | longest ms | statuses | exact |",
                "|---|---|---|---|---|---|---|---|"));
        table.addAll(rows);
        return table;
    }
}
