package io.orra.it.faults;

import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Orra;
import io.orra.it.frame.Processes.Listener;
import io.orra.it.frame.TestTenant;
import io.orra.launcher.Service;
import io.orra.launcher.ServiceName;
import io.orra.launcher.settings.Secret;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The browser shows pages that are not ours: nobody else reaches it, and it knows nothing that it does not need. */
class LoginBrowserIT {

    private static final List<String> PROGRAMS = List.of("chromedriver", "chromium");

    private final Orra orra = Orra.running();

    @Test
    void the_browser_of_a_login_and_its_driver_listen_only_on_loopback_and_inherit_no_secret() {
        Service server = orra.part(ServiceName.PAYARA);
        TestTenant tenant = TestTenant.linked(orra);
        List<Listener> listeners = new ArrayList<>();
        Set<String> variables = new HashSet<>();

        eventually().until(() -> {
            for (String program : PROGRAMS) {
                listeners.addAll(orra.processes().listenersOf(server, program));
                variables.addAll(orra.processes().variablesOf(server, program));
            }
            return orra.redis().get("kite:access_token:" + tenant.id()) != null;
        });

        assertThat(listeners)
                .as("the login is a real browser's")
                .hasSizeGreaterThan(1)
                .allMatch(Listener::loopback);
        assertThat(variables)
                .contains("HOME", "PATH")
                .doesNotContainAnyElementsOf(
                        Stream.of(Secret.values()).map(Secret::name).toList());
        assertThat(orra.processes().variablesOf(server, "java"))
                .as("the server itself has them")
                .contains(Secret.MASTER_ENCRYPTION_KEY.name());
    }
}
