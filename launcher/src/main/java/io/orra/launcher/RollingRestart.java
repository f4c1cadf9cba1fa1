package io.orra.launcher;

import io.orra.launcher.payara.PayaraService;
import io.orra.launcher.process.Waiting;
import java.util.List;

/** One server after the other: drained, ended, started, and seen by those who send requests before the next one. */
final class RollingRestart {
    private final List<PayaraService> servers;
    private final Progress progress;

    RollingRestart(List<PayaraService> servers, Progress progress) {
        this.servers = servers;
        this.progress = progress;
    }

    void run() {
        for (PayaraService server : servers) {
            Steps.run(progress, "Drain and stop " + server.title(), () -> {
                server.retire();
                return "";
            });
            Steps.run(progress, server.title(), () -> {
                server.start();
                return server.address();
            });
            Waiting.until(server.notice(), () -> !server.running());
        }
    }
}
