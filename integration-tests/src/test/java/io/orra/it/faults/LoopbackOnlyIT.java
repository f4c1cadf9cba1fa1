package io.orra.it.faults;

import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Orra;
import io.orra.it.frame.Processes.Listener;
import io.orra.it.frame.TestTenant;
import io.orra.launcher.Service;
import io.orra.launcher.ServiceName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing that the stack runs listens wider than loopback. */
class LoopbackOnlyIT {

    private final Orra orra = Orra.running();

    @ParameterizedTest
    @EnumSource
    void a_part_listens_on_its_ports_and_only_on_loopback(ServiceName name) {
        Service part = orra.part(name);

        List<Listener> listeners = orra.processes().listenersOf(part);

        assertThat(listeners)
                .extracting(Listener::port)
                .containsAll(part.ports().values());
        assertThat(listeners).allMatch(Listener::loopback);
    }

    @Test
    void the_browser_of_a_login_and_its_driver_listen_only_on_loopback() {
        Service server = orra.part(ServiceName.PAYARA);
        TestTenant tenant = TestTenant.linked(orra);
        List<Listener> drivers = new ArrayList<>();
        List<Listener> browsers = new ArrayList<>();

        eventually().until(() -> {
            drivers.addAll(orra.processes().listenersOf(server, "chromedriver"));
            browsers.addAll(orra.processes().listenersOf(server, "chromium"));
            return orra.redis().get("kite:access_token:" + tenant.id()) != null;
        });

        assertThat(drivers).as("the login is a real browser's").isNotEmpty().allMatch(Listener::loopback);
        assertThat(browsers).isNotEmpty().allMatch(Listener::loopback);
    }
}
