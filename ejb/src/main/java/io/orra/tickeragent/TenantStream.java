package io.orra.tickeragent;

import io.orra.kite.Tick;
import io.orra.kite.TickDecoder;
import io.orra.kite.TickMode;
import io.orra.kite.TickerConnection;
import io.orra.kite.TickerEndpoint;
import io.orra.kite.TickerEvents;
import io.orra.kite.TickerHandshakeException;
import io.orra.kite.TickerSession;
import io.orra.tickeragent.StreamSnapshot.State;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * One tenant's feed, kept alive until it is closed. It needs no thread of its own: it moves when the socket, a timer or
 * its owner says so, one move at a time. A refused session is reported and never tried again; everything else that goes
 * wrong is tried again after a wait.
 */
public final class TenantStream implements AutoCloseable {
    private final UUID tenant;
    private final TickerEndpoint endpoint;
    private final Supplier<Optional<TickerSession>> sessions;
    private final Consumer<Tick> sink;
    private final StreamListener listener;
    private final ScheduledExecutorService timers;
    private final Executor worker;
    private final StreamTimings timings;
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
    private long lastFrame;

    /**
     * @param sessions read anew for every attempt, on the worker; empty while the tenant has none
     * @param sink takes the ticks on the socket's thread
     * @param timers for waits only, nothing blocking runs on it
     * @param worker for reading sessions
     */
    public TenantStream(
            UUID tenant,
            TickerEndpoint endpoint,
            Supplier<Optional<TickerSession>> sessions,
            Consumer<Tick> sink,
            StreamListener listener,
            ScheduledExecutorService timers,
            Executor worker,
            StreamTimings timings) {
        this.tenant = tenant;
        this.endpoint = endpoint;
        this.sessions = sessions;
        this.sink = sink;
        this.listener = listener;
        this.timers = timers;
        this.worker = worker;
        this.timings = timings;
        this.backOff = new BackOff(timings.initialDelay(), timings.maxDelay(), RandomGenerator.getDefault());
    }

    public UUID tenant() {
        return tenant;
    }

    public synchronized void start() {
        if (!started && state != State.CLOSED) {
            started = true;
            connectSoon();
        }
    }

    /** Replaces the whole list; an open socket is told the difference. */
    public synchronized void subscribe(Map<Long, TickMode> wanted) {
        if (state == State.CLOSED) {
            return;
        }
        Map<Long, TickMode> before = subscriptions.current();
        if (before.equals(wanted)) {
            return;
        }
        subscriptions.replace(wanted);
        if (state == State.LIVE && subscriptions.isEmpty()) {
            dropSocket();
            state = State.IDLE;
        } else if (state == State.LIVE) {
            subscriptions.changeOn(connection, before);
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

    public synchronized StreamSnapshot snapshot() {
        long sinceFrame = state == State.LIVE ? TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastFrame) : -1;
        return new StreamSnapshot(
                tenant, state, subscriptions.size(), connects, silences, sinceFrame, decoder.counts());
    }

    /** Closed for good: no tick, no report and no attempt follows. */
    @Override
    public synchronized void close() {
        state = State.CLOSED;
        dropSocket();
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
        worker.execute(() -> readSession(attempt));
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
        endpoint.open(session, new SocketEvents(attempt)).whenComplete((opened, failure) -> {
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
        long every = timings.silenceCheck().toMillis();
        timer = timers.scheduleWithFixedDelay(
                () -> moved(attempt, this::checkSilence), every, every, TimeUnit.MILLISECONDS);
        // Last, because a socket that breaks here moves the stream on.
        subscriptions.replayOn(opened);
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

    private void checkSilence() {
        if (System.nanoTime() - lastFrame > timings.silence().toNanos()) {
            silences++;
            lost();
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
        timer = timers.schedule(() -> moved(attempt, this::connectSoon), wait.toMillis(), TimeUnit.MILLISECONDS);
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
        return open;
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
            moved(attempt, () -> {
                lastFrame = System.nanoTime();
                decoder.decode(bytes, sink);
            });
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
