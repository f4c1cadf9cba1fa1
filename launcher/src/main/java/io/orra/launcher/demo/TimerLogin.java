package io.orra.launcher.demo;

import io.orra.launcher.simulators.SimulatedTenant;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The tenant moves to another app and lets Orra log in: the old session ends, and the auth agent's timer gets a new
 * one from the broker's page, in a real Chromium.
 */
record TimerLogin(DemoWorld world) implements DemoStep {
    private static final Duration LOGGED_IN_WITHIN = Duration.ofSeconds(90);

    @Override
    public String title() {
        return world.browser() ? "Timer logs in with Chromium" : "Timer logs in by HTTP";
    }

    @Override
    public String run() {
        world.tenant.open(world.laterApp);
        int before = world.atBroker(world.account).getInt("logins", 0);
        world.ask(world.tenant, "PUT", DemoWorld.CREDENTIALS, SimulatedTenant.link(world.laterApp, true), 200);
        AtomicLong browser = new AtomicLong();
        long payara = world.payaraPid();
        Mismatch.unlessWithin(
                LOGGED_IN_WITHIN,
                "a login that succeeded",
                () -> {
                    if (browser.get() == 0) {
                        browser.set(chromium(payara));
                    }
                    return outcomes().contains("succeeded");
                },
                () -> "attempts " + outcomes());
        Mismatch.unlessEqual("attempts", List.of("succeeded"), outcomes());
        Mismatch.unlessEqual(
                "logins at the broker's page:",
                before + 1,
                world.atBroker(world.account).getInt("logins", 0));
        if (!world.browser()) {
            return "one attempt, succeeded, AUTH_LOGIN_MODE=http";
        }
        Mismatch.unless(browser.get() != 0, "a browser among Payara Server's processes", "none");
        return "one attempt, succeeded, browser was process " + browser.get();
    }

    private List<String> outcomes() {
        return world.database.column(
                "select outcome from login_attempts where tenant_id = ? order by attempt_no", world.tenantId());
    }

    /** The browser that the server has started just now, or 0. */
    private static long chromium(long payara) {
        return ProcessHandle.of(payara).stream()
                .flatMap(ProcessHandle::descendants)
                .filter(process ->
                        process.info().command().filter(TimerLogin::isBrowser).isPresent())
                .mapToLong(ProcessHandle::pid)
                .findFirst()
                .orElse(0);
    }

    private static boolean isBrowser(String command) {
        return command.contains("chrom") && !command.contains("chromedriver") && !command.contains("crashpad");
    }
}
