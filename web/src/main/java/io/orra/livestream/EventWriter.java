package io.orra.livestream;

import io.orra.identity.Caller;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Writes a viewer's ticks as server-sent events, on the thread that it is called on, until the stream ends. */
final class EventWriter implements StreamingOutput {

    private static final byte[] RETRY = ascii("retry: 2000\n\n");
    private static final byte[] TICK = ascii("event: tick\ndata: ");
    private static final byte[] END = ascii("\n\n");
    private static final long QUIET_MILLIS = 5000;
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final LiveStreams streams;
    private final Viewer viewer;
    private final Caller caller;

    EventWriter(LiveStreams streams, Viewer viewer, Caller caller) {
        this.streams = streams;
        this.viewer = viewer;
        this.caller = caller;
    }

    @Override
    public void write(OutputStream out) {
        try {
            follow(out);
        } catch (IOException gone) {
            // The reader has left, or was cut: nobody is there to be told.
            return;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            streams.close(viewer);
        }
    }

    private void follow(OutputStream out) throws IOException, InterruptedException {
        long start = System.nanoTime();
        long asked = start;
        out.write(RETRY);
        out.flush();
        while (true) {
            List<byte[]> ticks = viewer.take(QUIET_MILLIS);
            for (byte[] tick : ticks) {
                out.write(TICK);
                out.write(tick);
                out.write(END);
            }
            long now = System.nanoTime();
            if (ticks.isEmpty() || now - asked > Duration.ofMillis(QUIET_MILLIS).toNanos()) {
                asked = now;
                out.write(ascii("event: status\ndata: {\"conflated\":" + viewer.conflated() + "}\n\n"));
                if (viewer.closed() || !streams.allowed(caller) || now - start > LONGEST.toNanos()) {
                    out.write(ascii("event: end\ndata: {}\n\n"));
                    out.flush();
                    return;
                }
            }
            out.flush();
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
