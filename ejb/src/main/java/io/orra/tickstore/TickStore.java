package io.orra.tickstore;

import io.orra.marketdata.FeedLedger;
import io.orra.marketdata.MarketDatabaseException;
import io.orra.marketdata.TickRows;
import io.orra.marketdata.TickWriter;
import io.orra.tickeragent.TenantTicks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Takes ticks off the sockets' threads into a bounded queue and stores them in batches from one thread. What it has
 * taken it keeps until the database has it: while the database is away, the batch at hand is tried again and the queue
 * fills; once that is full, frames are refused and counted, and nothing that was accepted is let go.
 */
public final class TickStore implements AutoCloseable {

    /**
     * What became of the ticks so far; each accepted one is stored, seen before, out of time, or still waiting.
     *
     * @param stored in the database, by this instance or before
     * @param seenBefore shown by another feed already, of this instance or another
     * @param outOfTime with a time of the exchange that nothing is kept of
     * @param refused not accepted, because the queue was full
     * @param givenUp accepted and not stored: the store was closed while the database was away, or the database
     *     refuses the batch whatever happens
     */
    public record Counts(
            long stored, long seenBefore, long outOfTime, long refused, long givenUp, int waiting, boolean connected) {}

    private static final Logger LOG = Logger.getLogger(TickStore.class.getName());
    private static final int BATCH = 5000;
    private static final long GATHER_NANOS = Duration.ofMillis(200).toNanos();
    private static final long LOOK_NANOS = Duration.ofMillis(20).toNanos();
    private static final long FIRST_RETRY_MILLIS = 100;
    private static final long LAST_RETRY_MILLIS = 2000;
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final TickWriter writer;
    private final TickSieve sieve;
    private final FeedSpans spans;
    private final Clock clock;
    private final Refusals refusals = new Refusals();
    private final BooleanSupplier schemaReady;
    private final int capacity;
    private final Queue<Arrival> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final LongAdder refused = new LongAdder();
    private final TickRows batch = new TickRows();
    private final TickRows untimed = new TickRows();
    /** Tells this start of this instance from all others. */
    private final UUID instance = UUID.randomUUID();

    private final Thread thread;
    /** Ticks that the batch at hand was made of. */
    private int taken;
    /** Instruments of it that the other instances have to be told of. */
    private List<Long> inFull = List.of();
    /** All that came before this is in the batch at hand or stored. */
    private Instant storedUntil = Instant.EPOCH;

    private volatile TickSieve.Counts sifted = new TickSieve.Counts(0, 0, 0);
    private volatile long stored;
    private volatile long leftToOthers;
    private volatile long givenUp;
    private volatile boolean connected;
    private volatile boolean closing;
    private volatile long deadline = Long.MAX_VALUE;

    /**
     * @param ledger where feeds and gaps are noted
     * @param capacity most ticks that wait
     * @param kept how far back a tick's time may lie
     * @param schemaReady false keeps the ticks waiting
     */
    public TickStore(
            TickWriter writer,
            FeedLedger ledger,
            Clock clock,
            int capacity,
            Duration kept,
            BooleanSupplier schemaReady,
            ThreadFactory threads) {
        this.writer = writer;
        this.spans = new FeedSpans(ledger, clock);
        this.clock = clock;
        this.capacity = capacity;
        this.sieve = new TickSieve(kept);
        this.schemaReady = schemaReady;
        this.thread = threads.newThread(this::run);
        this.thread.start();
    }

    /** Never blocks, and may exceed the capacity by a frame for each thread that calls; returns whether the frame was accepted. */
    public boolean accept(TenantTicks frame) {
        int ticks = frame.ticks().size();
        if (closing || waiting.get() + ticks > capacity) {
            refused.add(ticks);
            refusals.add(frame);
            return false;
        }
        waiting.addAndGet(ticks);
        queue.add(new Arrival.Frame(frame));
        return true;
    }

    /** What feeds tell of themselves, in its place among their ticks. */
    void tell(Arrival news) {
        if (!closing) {
            queue.add(news);
        }
    }

    public Counts counts() {
        TickSieve.Counts seen = sifted;
        return new Counts(
                stored,
                seen.seenBefore() + leftToOthers,
                seen.outOfTime(),
                refused.sum(),
                givenUp,
                waiting.get(),
                connected);
    }

    /** Takes nothing more and gives what waits five seconds to be stored. */
    @Override
    public void close() {
        closing = true;
        deadline = System.nanoTime() + FAREWELL.toNanos();
        try {
            thread.join(FAREWELL.toMillis() + 1000);
            if (thread.isAlive()) {
                thread.interrupt();
            }
        } catch (InterruptedException stopped) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (writer) {
            while (!closing || !queue.isEmpty()) {
                gather();
                store();
                noteSpans();
            }
            spans.downAll(clock.instant());
            noteSpans();
            release();
        } catch (InterruptedException stopped) {
            givenUp += waiting.get();
            Thread.currentThread().interrupt();
        }
        if (givenUp > 0) {
            LOG.log(Level.WARNING, "{0} ticks were not stored before the end", givenUp);
        }
    }

    /** Fills the batch with what comes within a moment. */
    private void gather() throws InterruptedException {
        batch.clear();
        untimed.clear();
        long end = System.nanoTime() + GATHER_NANOS;
        taken = 0;
        while (batch.count() + untimed.count() < BATCH) {
            Arrival arrival = queue.poll();
            if (arrival == null) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    storedUntil = clock.instant();
                    break;
                }
                // Not woken by each frame: nobody waits for storage.
                TimeUnit.NANOSECONDS.sleep(Math.min(left, LOOK_NANOS));
            } else if (arrival instanceof Arrival.Frame frame) {
                sieve.sift(frame.ticks(), batch, untimed);
                taken += frame.ticks().ticks().size();
                storedUntil = frame.ticks().received();
            } else if (arrival instanceof Arrival.Up up) {
                sieve.begin(up.tenant(), up.instruments());
                spans.up(up);
            } else if (arrival instanceof Arrival.Down down) {
                sieve.end(down.tenant(), down.instruments());
                spans.down(down);
            }
        }
        sifted = sieve.counts();
        inFull = sieve.takeInFull();
    }

    /** After the ticks: a span never says more than what is stored. What can't be noted now is noted after the next batch. */
    private void noteSpans() {
        refusals.take().ifPresent(spans::refused);
        try {
            if (schemaReady.getAsBoolean()) {
                spans.note(storedUntil);
            }
        } catch (MarketDatabaseException away) {
            LOG.log(Level.FINE, "feeds are noted later: {0}", away.getMessage());
        }
    }

    private void store() throws InterruptedException {
        long wait = FIRST_RETRY_MILLIS;
        while (true) {
            try {
                if (schemaReady.getAsBoolean()) {
                    // Each may come twice when a later one fails.
                    writer.noteInFull(inFull);
                    writer.write(batch);
                    int ours = writer.writeUntimed(untimed, instance);
                    connected = true;
                    stored += batch.count() + ours;
                    leftToOthers += untimed.count() - ours;
                    waiting.addAndGet(-taken);
                    return;
                }
            } catch (MarketDatabaseException away) {
                if (hopeless(away)) {
                    int lost = batch.count() + untimed.count();
                    LOG.log(Level.SEVERE, "a batch of {0} ticks can not be stored: {1}", new Object[] {
                        lost, away.getMessage()
                    });
                    givenUp += lost;
                    waiting.addAndGet(-taken);
                    return;
                }
                if (connected) {
                    LOG.log(Level.WARNING, "ticks wait: {0}", away.getMessage());
                }
                connected = false;
            }
            if (System.nanoTime() > deadline) {
                throw new InterruptedException("closed while the database is away");
            }
            Thread.sleep(wait);
            wait = Math.min(LAST_RETRY_MILLIS, wait * 2);
        }
    }

    /** So that another instance need not wait for this one's claims to end. */
    private void release() {
        try {
            if (schemaReady.getAsBoolean()) {
                writer.release(instance);
            }
        } catch (MarketDatabaseException away) {
            LOG.log(Level.FINE, "claims end by themselves: {0}", away.getMessage());
        }
    }

    /** Data that PostgreSQL refuses for what it is would be refused for ever, and hold up all that comes after. */
    private static boolean hopeless(MarketDatabaseException failure) {
        return failure.state().startsWith("22") || failure.state().startsWith("23");
    }
}
