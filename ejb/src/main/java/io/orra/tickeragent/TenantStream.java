package io.orra.tickeragent;

import io.orra.kite.Tick;
import io.orra.kite.TickDecoder;
import io.orra.kite.TickMode;
import io.orra.kite.TickerConnection;
import io.orra.kite.TickerEvents;
import io.orra.kite.TickerHandshakeException;
import io.orra.kite.TickerSession;
import io.orra.tickeragent.StreamSnapshot.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * One socket of a tenant's feed, kept alive until it is closed. It needs no thread of its own: it moves when the socket,
 * a timer or its owner says so, one move at a time. A refused session is reported and not tried again before somebody
 * says that it is good; everything else that goes wrong is tried again after a wait.
 */
public final class TenantStream implements AutoCloseable {
    private static final int MOST_PATIENCE = 4;

    private final UUID tenant;
    private final StreamSurroundings around;
    private final StreamTimings timings;
    private final Supplier<Optional<TickerSession>> sessions;
    private final StreamListener listener;
    private final BackOff backOff;
    private final TickDecoder decoder = new TickDecoder();
    private final Subscriptions subscriptions = new Subscriptions();

    private State state = State.IDLE;
    private boolean started;
    /** Each attempt and socket has its number; what an older one still says is not listened to. */
    private long epoch;

    private TickerConnection connection;
    private TickerSession refused;
    private ScheduledFuture<?> timer;
    private long liveSince;
    private long connects;
    private long silences;
    private long stalls;
    private int stallsInRow;
    private long lastFrame;
    private long lastTick;
    /** When the last frame of this socket came; null while none has. */
    private Instant lastFrameAt;

    /** @param sessions read anew for every attempt, on the worker; empty while the tenant has none */
    public TenantStream(
            UUID tenant,
            StreamSurroundings around,
            Supplier<Optional<TickerSession>> sessions,
            StreamListener listener) {
        this.tenant = tenant;
        this.around = around;
        this.timings = around.timings();
        this.sessions = sessions;
        this.listener = listener;
        this.backOff = new BackOff(timings.initialDelay(), timings.maxDelay(), RandomGenerator.getDefault());
    }

    public synchronized void start() {
        if (!started && state != State.CLOSED) {
            started = true;
            connectSoon();
        }
    }

    /** Replaces the whole list; an open socket is told the difference. */
    public synchronized void subscribe(Map<Long, TickMode> wanted) {
        Map<Long, TickMode> before = subscriptions.current();
        if (state == State.CLOSED || before.equals(wanted)) {
            return;
        }
        if (state == State.LIVE && wanted.isEmpty()) {
            dropSocket();
            state = State.IDLE;
        }
        subscriptions.replace(wanted);
        if (state == State.LIVE) {
            lastTick = System.nanoTime();
            tellOfChange(before.keySet(), wanted.keySet());
            subscriptions.changeOn(connection, before, lastTick);
        } else if (state == State.IDLE && started) {
            connectSoon();
        }
    }

    /** There may be a new session: ends any wait. An open socket stays, because the broker checks only the handshake. */
    public synchronized void sessionChanged() {
        if (state == State.WAITING_FOR_SESSION || state == State.BACKING_OFF) {
            connectSoon();
        }
    }

    /** The refused session is good after all: it is tried again, but not soon. */
    public synchronized void sessionConfirmed() {
        if (state == State.WAITING_FOR_SESSION && refused != null) {
            refused = null;
            waitThenConnect(backOff.longest(), State.BACKING_OFF);
        }
    }

    public synchronized StreamSnapshot snapshot() {
        long sinceFrame = state == State.LIVE ? TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastFrame) : -1;
        return new StreamSnapshot(
                tenant,
                state,
                subscriptions.size(),
                state == State.LIVE ? subscriptions.missing() : 0,
                connects,
                silences,
                stalls,
                subscriptions.repeated(),
                subscriptions.unwanted(),
                sinceFrame,
                decoder.counts());
    }

    /** Closed for good: no tick, no report and no attempt follows. */
    @Override
    public synchronized void close() {
        dropSocket();
        state = State.CLOSED;
    }

    private void connectSoon() {
        epoch++;
        cancelTimer();
        if (subscriptions.isEmpty()) {
            state = State.IDLE;
            return;
        }
        state = State.CONNECTING;
        long attempt = epoch;
        around.worker().execute(() -> readSession(attempt));
    }

    private void readSession(long attempt) {
        Optional<TickerSession> session;
        try {
            session = sessions.get();
        } catch (RuntimeException storeAway) {
            moved(attempt, () -> waitThenConnect(backOff.next(), State.BACKING_OFF));
            return;
        }
        moved(attempt, () -> {
            if (session.isEmpty() || session.get().equals(refused)) {
                waitThenConnect(timings.sessionPoll(), State.WAITING_FOR_SESSION);
            } else {
                connect(attempt, session.get());
            }
        });
    }

    private void connect(long attempt, TickerSession session) {
        around.endpoint().open(session, new SocketEvents(attempt)).whenComplete((opened, failure) -> {
            if (failure == null) {
                if (!moved(attempt, () -> live(attempt, opened))) {
                    opened.close();
                }
            } else {
                moved(attempt, () -> refusedBy(failure, session));
            }
        });
    }

    private void live(long attempt, TickerConnection opened) {
        connection = opened;
        state = State.LIVE;
        connects++;
        refused = null;
        liveSince = System.nanoTime();
        lastFrame = liveSince;
        lastTick = liveSince;
        long every = timings.check().toMillis();
        timer = around.timers()
                .scheduleWithFixedDelay(() -> moved(attempt, this::check), every, every, TimeUnit.MILLISECONDS);
        // Last, because a socket that breaks here moves the stream on.
        subscriptions.replayOn(opened, liveSince);
    }

    private void refusedBy(Throwable failure, TickerSession session) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        TickerHandshakeException.Refusal refusal = cause instanceof TickerHandshakeException handshake
                ? handshake.refusal()
                : TickerHandshakeException.Refusal.UNAVAILABLE;
        switch (refusal) {
            case SESSION -> {
                refused = session;
                waitThenConnect(timings.sessionPoll(), State.WAITING_FOR_SESSION);
                listener.sessionRefused(tenant);
            }
            case TOO_MANY_CONNECTIONS -> waitThenConnect(backOff.longest(), State.BACKING_OFF);
            case UNAVAILABLE -> waitThenConnect(backOff.next(), State.BACKING_OFF);
        }
    }

    private void check() {
        long now = System.nanoTime();
        if (silent(now)) {
            silences++;
            lost();
        } else if (stalled(now)) {
            stalls++;
            stallsInRow = Math.min(stallsInRow + 1, MOST_PATIENCE);
            lost();
        } else {
            subscriptions.verifyOn(connection, now, timings.confirmWithin().toNanos());
        }
    }

    /** Heartbeats and nothing else, at a time when there should be more. A list that is hardly traded gets more time. */
    private boolean stalled(long now) {
        return now - lastTick > timings.stall().toNanos() << stallsInRow
                && around.marketOpen().getAsBoolean();
    }

    private boolean silent(long now) {
        return now - lastFrame > timings.silence().toNanos();
    }

    private void frame(byte[] bytes) {
        long now = System.nanoTime();
        if (silent(now)) {
            // After a process was frozen its socket has old frames before its timers say anything.
            silences++;
            lost();
            return;
        }
        lastFrame = now;
        Instant received = around.clock().instant();
        boolean first = lastFrameAt == null;
        lastFrameAt = received;
        if (first) {
            listener.feedUp(tenant, new TreeSet<>(subscriptions.current().keySet()), received);
        }
        List<Tick> mine = new ArrayList<>(TickDecoder.announced(bytes));
        decoder.decode(bytes, tick -> {
            if (subscriptions.arrived(tick)) {
                mine.add(tick);
            }
        });
        if (!mine.isEmpty()) {
            // What a new socket sends at once is no sign that it goes on.
            if (lastFrame - liveSince > timings.stall().toNanos()) {
                stallsInRow = 0;
            }
            lastTick = lastFrame;
            listener.ticks(new TenantTicks(tenant, received, mine));
        }
    }

    private void lost() {
        if (System.nanoTime() - liveSince > timings.healthyAfter().toNanos()) {
            backOff.reset();
        }
        TickerConnection open = forgetSocket();
        if (open != null) {
            // A silent peer would leave a good-bye unanswered.
            open.abort();
        }
        waitThenConnect(backOff.next(), State.BACKING_OFF);
    }

    private void waitThenConnect(Duration wait, State waiting) {
        cancelTimer();
        state = waiting;
        long attempt = epoch;
        timer = around.timers()
                .schedule(() -> moved(attempt, this::connectSoon), wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void dropSocket() {
        TickerConnection open = forgetSocket();
        if (open != null) {
            open.close();
        }
    }

    private TickerConnection forgetSocket() {
        epoch++;
        cancelTimer();
        TickerConnection open = connection;
        connection = null;
        if (lastFrameAt != null) {
            listener.feedDown(tenant, new TreeSet<>(subscriptions.current().keySet()), lastFrameAt);
            lastFrameAt = null;
        }
        return open;
    }

    private void tellOfChange(Set<Long> before, Set<Long> now) {
        if (lastFrameAt == null) {
            return;
        }
        Set<Long> gone = Subscriptions.without(before, now);
        Set<Long> added = Subscriptions.without(now, before);
        if (!gone.isEmpty()) {
            listener.feedDown(tenant, gone, lastFrameAt);
        }
        if (!added.isEmpty()) {
            listener.feedUp(tenant, added, around.clock().instant());
        }
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    /** Makes a move unless the stream has gone on since the move was due. */
    private synchronized boolean moved(long attempt, Runnable move) {
        if (attempt != epoch || state == State.CLOSED) {
            return false;
        }
        move.run();
        return true;
    }

    private final class SocketEvents implements TickerEvents {
        private final long attempt;

        private SocketEvents(long attempt) {
            this.attempt = attempt;
        }

        @Override
        public void frame(byte[] bytes) {
            moved(attempt, () -> TenantStream.this.frame(bytes));
        }

        @Override
        public void order(String json) {
            moved(attempt, () -> listener.orderUpdate(tenant, json));
        }

        @Override
        public void error(String text) {
            moved(attempt, () -> listener.brokerError(tenant, text));
        }

        @Override
        public void message(String text) {
            // A notice for people who look at the broker's own page.
        }

        @Override
        public void closed(int code) {
            moved(attempt, TenantStream.this::lost);
        }
    }
}
