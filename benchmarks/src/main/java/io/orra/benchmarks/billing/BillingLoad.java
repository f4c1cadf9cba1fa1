package io.orra.benchmarks.billing;

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
    private static final int TENANTS = 200;
    private static final int BASIC_LIMIT = 5;

    private final BillingWorld world;
    private final int seconds;
    private final List<String> rows = new ArrayList<>();
    private boolean exact = true;

    private BillingLoad(BillingWorld world, int seconds) {
        this.world = world;
        this.seconds = seconds;
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
        List<LoadTenant> basic = tenants(TENANTS);
        List<LoadTenant> pro = tenants(TENANTS);
        Instant before = Instant.now().minusSeconds(3_600);
        webhooks("Webhook, first payment of a tenant", pro, TENANTS, before);
        // Untold before the figures count: compiles, fills pools and caches.
        new OpenLoad(GUARDS_PER_SECOND)
                .run(GUARDS_PER_SECOND * 5, i -> world.tradeGuard(pro.get(i % TENANTS)), (i, s) -> {});
        guards("Trade guard, Pro: each call counted", pro, -1);
        guards("Trade guard, Basic: the limit, then refused", basic, BASIC_LIMIT);
        LoadTenant one = world.tenant();
        guards("Trade guard, one Basic tenant alone", List.of(one), BASIC_LIMIT);
        webhooks("Webhook, renewals", pro, WEBHOOKS_PER_SECOND * seconds, before.plusSeconds(60));
    }

    private List<LoadTenant> tenants(int count) throws IOException {
        List<LoadTenant> tenants = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tenants.add(world.tenant());
        }
        return tenants;
    }

    /** @param limit how many each tenant must get; -1 for all */
    private void guards(String name, List<LoadTenant> tenants, int limit) throws InterruptedException {
        int calls = GUARDS_PER_SECOND * seconds;
        AtomicIntegerArray granted = new AtomicIntegerArray(tenants.size());
        OpenLoad.Result result = new OpenLoad(GUARDS_PER_SECOND)
                .run(calls, i -> world.tradeGuard(tenants.get(i % tenants.size())), (number, status) -> {
                    if (status == 200) {
                        granted.incrementAndGet(number % tenants.size());
                    }
                });
        boolean right = result.count(200) + result.count(403) == calls;
        for (int i = 0; i < tenants.size(); i++) {
            int asked = calls / tenants.size() + (i < calls % tenants.size() ? 1 : 0);
            right &= granted.get(i) == (limit < 0 ? asked : Math.min(asked, limit));
        }
        report(name, GUARDS_PER_SECOND, result, right);
    }

    private void webhooks(String name, List<LoadTenant> tenants, int calls, Instant from) throws InterruptedException {
        OpenLoad.Result result = new OpenLoad(WEBHOOKS_PER_SECOND)
                .run(calls, i -> world.paid(tenants.get(i % tenants.size()), "pro", from.plusSeconds(i)), (i, s) -> {});
        report(name, WEBHOOKS_PER_SECOND, result, result.count(200) == calls);
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
                "Open load for " + seconds + " s a row on "
                        + Runtime.getRuntime().availableProcessors()
                        + " cores, which load, server, database and broker share; times from the moment a call was due.",
                "",
                "| what | asked/s | answered/s | p50 ms | p99 ms | longest ms | statuses | exact |",
                "|---|---|---|---|---|---|---|---|"));
        table.addAll(rows);
        return table;
    }
}
