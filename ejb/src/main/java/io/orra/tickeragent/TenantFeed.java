package io.orra.tickeragent;

import io.orra.kite.TickMode;
import io.orra.kite.TickerSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** All that one tenant streams: one socket, or as many as its list of instruments needs. Calls come from one thread. */
final class TenantFeed implements AutoCloseable {
    private final UUID tenant;
    private final StreamSurroundings around;
    private final Supplier<Optional<TickerSession>> sessions;
    private final StreamListener listener;
    private final List<TenantStream> streams = new ArrayList<>();
    private List<Map<Long, TickMode>> lines = List.of();
    private Map<Long, TickMode> wanted;

    TenantFeed(
            UUID tenant,
            StreamSurroundings around,
            Supplier<Optional<TickerSession>> sessions,
            StreamListener listener) {
        this.tenant = tenant;
        this.around = around;
        this.sessions = sessions;
        this.listener = listener;
    }

    /** Replaces the list; sockets open and close with it. Returns whether it was another one. */
    synchronized boolean subscribe(Map<Long, TickMode> instruments) {
        if (instruments.equals(wanted)) {
            return false;
        }
        wanted = Map.copyOf(instruments);
        lines = FeedLines.split(instruments, lines);
        while (streams.size() > lines.size()) {
            streams.remove(streams.size() - 1).close();
        }
        for (int line = 0; line < lines.size(); line++) {
            if (line == streams.size()) {
                streams.add(new TenantStream(tenant, around, sessions, listener));
            }
            streams.get(line).subscribe(lines.get(line));
            streams.get(line).start();
        }
        return true;
    }

    synchronized void sessionChanged() {
        streams.forEach(TenantStream::sessionChanged);
    }

    synchronized void sessionConfirmed() {
        streams.forEach(TenantStream::sessionConfirmed);
    }

    synchronized List<StreamSnapshot> snapshots() {
        return streams.stream().map(TenantStream::snapshot).toList();
    }

    @Override
    public synchronized void close() {
        streams.forEach(TenantStream::close);
    }
}
