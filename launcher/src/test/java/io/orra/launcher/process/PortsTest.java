package io.orra.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void seesThatAPortIsTakenAndByWhom() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();

            assertThat(Ports.free(port)).isFalse();
            assertThat(Ports.answers("127.0.0.1", port)).isTrue();
            assertThat(Ports.owner(port)).hasValue(ProcessHandle.current().pid());
        }
        assertThat(Ports.free(port)).isTrue();
        assertThat(Ports.owner(port)).isEmpty();
    }

    @Test
    void findsAsManyFreePortsInARowAsAskedFor() {
        int first = Ports.findFree(7);

        for (int port = first; port < first + 7; port++) {
            assertThat(Ports.free(port)).isTrue();
        }
    }
}
