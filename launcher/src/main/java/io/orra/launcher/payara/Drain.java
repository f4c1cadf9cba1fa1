package io.orra.launcher.payara;

import io.orra.launcher.StackFailure;
import io.orra.launcher.StateFolder;
import io.orra.launcher.process.Http;
import io.orra.launcher.process.Waiting;
import io.orra.launcher.settings.Setting;
import io.orra.launcher.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What comes before a server's end when others can take over: it says that it is not ready, whoever sends requests has
 * so long to see it, and what is under way is answered.
 *
 * @param file while it exists the server is not ready
 * @param notice how long those who send requests may need to see it; nothing is done for zero
 */
record Drain(Path file, Duration notice) {
    private static final Duration REQUESTS_END_WITHIN = Duration.ofSeconds(30);
    private static final String NONE_UNDER_WAY = "\"in_flight\":0";

    static Drain of(Settings settings) {
        try {
            return new Drain(
                    Path.of(settings.get(Setting.DRAIN_FILE)),
                    Duration.ofSeconds(Long.parseLong(settings.get(Setting.DRAIN_SECONDS))));
        } catch (NumberFormatException malformed) {
            throw new StackFailure("DRAIN_SECONDS is not a number", "Give whole seconds, 0 for none.");
        }
    }

    boolean asked() {
        return !notice.isZero();
    }

    void run(String address) {
        StateFolder.writePrivately(file, "");
        long begun = System.nanoTime();
        Waiting.until(notice.plus(REQUESTS_END_WITHIN), () -> {
            boolean noticed = System.nanoTime() - begun > notice.toNanos();
            return noticed && !underWay(address);
        });
    }

    void end() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean underWay(String address) {
        return Http.get(address + "/health")
                .filter(answer -> !answer.body().contains(NONE_UNDER_WAY))
                .isPresent();
    }
}
