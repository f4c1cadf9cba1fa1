package io.orra.simulators.kite.market;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The market that never closes: moves each instrument at the set rate and tells its listeners what changed. Seed 1,
 * one tick per second and instrument, and the basic list are the defaults.
 */
public final class Market {
    private static final long BEAT_MS = 50;

    private final Vertx vertx;
    private final Clock clock;
    private final List<Consumer<Changes>> listeners = new ArrayList<>();
    private final List<Runnable> relistings = new ArrayList<>();
    private final Changes changes = new Changes();
    private MarketSettings settings = MarketSettings.DEFAULT;
    private List<Instrument> instruments;
    private InstrumentDump dump;
    private TickBook book;
    private RandomWalk walk;
    private int cursor;
    private double credit;
    private long lastBeat;
    private boolean replaying;

    public Market(Vertx vertx, Clock clock) {
        this.vertx = vertx;
        this.clock = clock;
        list(settings.instruments());
    }

    public void start() {
        lastBeat = System.nanoTime();
        vertx.setPeriodic(BEAT_MS, timer -> beat());
    }

    /** The consumer must use what it gets before it returns. */
    public void onChanges(Consumer<Changes> listener) {
        listeners.add(listener);
    }

    /** Runs after the instrument list was replaced. */
    public void onRelisting(Runnable listener) {
        relistings.add(listener);
    }

    /** A new seed or list size starts the day afresh. */
    public void set(MarketSettings newSettings) {
        boolean afresh = newSettings.seed() != settings.seed() || newSettings.instruments() != settings.instruments();
        settings = newSettings;
        if (afresh) {
            restart();
        }
    }

    /** Prices as at the start, for the present seed. */
    public void restart() {
        list(settings.instruments());
        relistings.forEach(Runnable::run);
    }

    /** Moves each instrument so many times, whether the walk is paused or not. */
    public void step(int count) {
        for (int round = 0; round < count; round++) {
            for (int i = 0; i < book.size(); i++) {
                changes.add(i, walk.step(i, now()));
            }
            deliver();
        }
    }

    /** Sets a price in wire units, as if a trade had happened there. */
    public void setPrice(int position, int price) {
        boolean moved = book.get(position, TickBook.LAST_PRICE) != price;
        walk.setPrice(position, price);
        changes.add(position, moved ? Change.PRICE : Change.NONE);
        deliver();
    }

    /** Takes over one binary message of the ticker, packet by packet. @return packets whose token is not listed */
    public int takeOver(byte[] frame) {
        int unknown = 0;
        for (Packets packets = new Packets(frame); packets.next(); ) {
            int position = book.position(packets.token());
            if (position < 0) {
                unknown++;
            } else {
                changes.add(position, book.copyIn(position, frame, packets.offset(), packets.length()));
            }
        }
        deliver();
        return unknown;
    }

    /** The random walk rests while a recording plays. */
    public void replaying(boolean now) {
        replaying = now;
    }

    public boolean isReplaying() {
        return replaying;
    }

    public Clock clock() {
        return clock;
    }

    public TickBook book() {
        return book;
    }

    public InstrumentDump dump() {
        return dump;
    }

    public MarketSettings settings() {
        return settings;
    }

    private void list(int size) {
        instruments = InstrumentList.build(LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Kolkata")), size);
        dump = new InstrumentDump(instruments);
        book = new TickBook(instruments);
        walk = new RandomWalk(book, settings.seed());
        walk.open(now());
        cursor = 0;
    }

    private void beat() {
        long nano = System.nanoTime();
        double seconds = Math.min(1, (nano - lastBeat) / 1e9);
        lastBeat = nano;
        if (settings.paused() || replaying) {
            return;
        }
        credit += seconds * settings.ticksPerSecond() * book.size();
        for (; credit >= 1; credit--) {
            changes.add(cursor, walk.step(cursor, now()));
            cursor = (cursor + 1) % book.size();
            if (cursor == 0) {
                deliver();
            }
        }
        deliver();
    }

    private void deliver() {
        if (changes.size() > 0) {
            listeners.forEach(listener -> listener.accept(changes));
            changes.clear();
        }
    }

    private long now() {
        return clock.millis() / 1000;
    }
}
