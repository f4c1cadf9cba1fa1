package io.orra.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Orra;
import io.orra.it.frame.Processes.Listener;
import io.orra.launcher.Service;
import io.orra.launcher.ServiceName;
import java.util.List;
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
}
