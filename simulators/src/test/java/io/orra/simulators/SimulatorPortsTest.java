package io.orra.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulatorPortsTest {
    @Test
    void theDefaultPlanIsSevenInARow() {
        assertThat(SimulatorPorts.defaults())
                .isEqualTo(new SimulatorPorts(18100, 18101, 18102, 18103, 18104, 18105, 18106));
    }

    @Test
    void theOthersFollowTheControlPort() {
        assertThat(SimulatorPorts.read(new String[0], Map.of("SIMULATORS_PORT", "20000")))
                .isEqualTo(new SimulatorPorts(20000, 20001, 20002, 20003, 20004, 20005, 20006));
        assertThat(SimulatorPorts.read(new String[] {"--control-port", "0"}, Map.of()))
                .isEqualTo(SimulatorPorts.ephemeral());
    }

    @Test
    void argumentsWinOverTheEnvironment() {
        String[] arguments = {"--clerk-port=7", "--n8n-port", "8"};
        Map<String, String> environment = Map.of("SIMULATORS_CLERK_PORT", "9", "SIMULATORS_KITE_WEB_PORT", "10");
        SimulatorPorts ports = SimulatorPorts.read(arguments, environment);
        assertThat(ports.clerk()).isEqualTo(7);
        assertThat(ports.n8n()).isEqualTo(8);
        assertThat(ports.kiteWeb()).isEqualTo(10);
    }

    @Test
    void nonsenseIsNamed() {
        assertThatThrownBy(() -> SimulatorPorts.read(new String[] {"--host=0.0.0.0"}, Map.of()))
                .hasMessageStartingWith("unknown argument --host");
        assertThatThrownBy(() -> SimulatorPorts.read(new String[] {"--clerk-port=x"}, Map.of()))
                .hasMessage("the port of clerk must be a number, not 'x'");
        assertThatThrownBy(() -> SimulatorPorts.read(new String[] {"--clerk-port=70000"}, Map.of()))
                .hasMessageContaining("70000");
    }

    @Test
    void aTakenPortIsNamedAndNothingIsLeftRunning() {
        try (Simulators first = Simulators.start(SimulatorPorts.ephemeral())) {
            int taken = first.ports().clerk();
            SimulatorPorts second = new SimulatorPorts(0, 0, 0, 0, taken, 0, 0);
            assertThatThrownBy(() -> Simulators.start(second))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("127.0.0.1:" + taken + " for clerk");
        }
    }
}
