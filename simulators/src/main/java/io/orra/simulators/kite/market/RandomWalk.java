package io.orra.simulators.kite.market;

import static io.orra.simulators.kite.market.TickBook.*;

import java.util.SplittableRandom;

/**
 * Moves the ticks: a price steps by one to three tick sizes with a pull towards the previous close and never further
 * than 10 % from it. Some steps change only the book, some nothing at all, as in a real market. The same seed and the
 * same sequence of steps give the same values; only the times follow the clock.
 */
final class RandomWalk {
    private static final double BAND = 0.10;

    private final TickBook book;
    private final SplittableRandom random;

    RandomWalk(TickBook book, long seed) {
        this.book = book;
        this.random = new SplittableRandom(seed);
    }

    void open(long epochSecond) {
        for (int i = 0; i < book.size(); i++) {
            Instrument instrument = book.instrument(i);
            int tick = tick(instrument);
            int close = Math.max(tick, rounded(instrument.basePrice() * instrument.divisor(), tick));
            int price = Math.max(tick, rounded(close * (0.995 + random.nextDouble() * 0.01), tick));
            if (instrument.isIndex()) {
                openIndex(i, price, close, epochSecond);
            } else {
                openTraded(i, instrument, price, close, tick, epochSecond);
            }
        }
    }

    private void openIndex(int i, int price, int close, long now) {
        book.set(i, LAST_PRICE, price);
        book.set(i, INDEX_HIGH, price);
        book.set(i, INDEX_LOW, price);
        book.set(i, INDEX_OPEN, price);
        book.set(i, INDEX_CLOSE, close);
        book.set(i, INDEX_CHANGE, price - close);
        book.set(i, INDEX_TIME, (int) now);
    }

    private void openTraded(int i, Instrument instrument, int price, int close, int tick, long now) {
        int lot = instrument.lotSize();
        for (int field : new int[] {LAST_PRICE, AVERAGE_PRICE, OPEN, HIGH, LOW}) {
            book.set(i, field, price);
        }
        book.set(i, CLOSE, close);
        book.set(i, LAST_QUANTITY, lot);
        book.set(i, VOLUME, lot * (1 + random.nextInt(1000)));
        boolean derivative = !instrument.type().equals("EQ");
        int interest = derivative ? lot * (100 + random.nextInt(5000)) : 0;
        book.set(i, OI, interest);
        book.set(i, OI_HIGH, interest);
        book.set(i, OI_LOW, interest);
        book.set(i, LAST_TRADE_TIME, (int) now);
        moveBook(i, price, tick, lot, now);
        totals(i, lot);
    }

    Change step(int i, long epochSecond) {
        Instrument instrument = book.instrument(i);
        int dice = random.nextInt(100);
        if (dice < 15) {
            return Change.NONE;
        }
        int tick = tick(instrument);
        if (instrument.isIndex()) {
            return stepIndex(i, tick, epochSecond);
        }
        int price = book.get(i, LAST_PRICE);
        if (dice < 30) {
            moveBook(i, price, tick, instrument.lotSize(), epochSecond);
            return Change.BOOK;
        }
        int next = dice < 45 ? price : moved(price, book.get(i, CLOSE), tick);
        trade(i, instrument, next, tick, epochSecond);
        return next == price ? Change.TRADE : Change.PRICE;
    }

    private Change stepIndex(int i, int tick, long now) {
        int price = book.get(i, LAST_PRICE);
        int next = moved(price, book.get(i, INDEX_CLOSE), tick);
        setPrice(i, next);
        book.set(i, INDEX_TIME, (int) now);
        return next == price ? Change.BOOK : Change.PRICE;
    }

    /** Sets a last price and what follows from it: high, low and an index's change. */
    void setPrice(int i, int price) {
        boolean index = book.instrument(i).isIndex();
        int high = index ? INDEX_HIGH : HIGH;
        int low = index ? INDEX_LOW : LOW;
        book.set(i, LAST_PRICE, price);
        book.set(i, high, Math.max(price, book.get(i, high)));
        book.set(i, low, Math.min(price, book.get(i, low)));
        if (index) {
            book.set(i, INDEX_CHANGE, price - book.get(i, INDEX_CLOSE));
        }
    }

    private void trade(int i, Instrument instrument, int price, int tick, long now) {
        int lot = instrument.lotSize();
        int quantity = lot * (1 + random.nextInt(50));
        long volume = Math.min(Integer.MAX_VALUE, (long) book.get(i, VOLUME) + quantity);
        long average = book.get(i, AVERAGE_PRICE);
        average += ((long) price - average) * quantity / volume;
        setPrice(i, price);
        book.set(i, LAST_QUANTITY, quantity);
        book.set(i, AVERAGE_PRICE, (int) average);
        book.set(i, VOLUME, (int) volume);
        totals(i, lot);
        book.set(i, LAST_TRADE_TIME, (int) now);
        if (!instrument.type().equals("EQ")) {
            int interest = Math.max(lot, book.get(i, OI) + lot * (random.nextInt(21) - 10));
            book.set(i, OI, interest);
            book.set(i, OI_HIGH, Math.max(interest, book.get(i, OI_HIGH)));
            book.set(i, OI_LOW, Math.min(interest, book.get(i, OI_LOW)));
        }
        moveBook(i, price, tick, lot, now);
    }

    private void totals(int i, int lot) {
        book.set(i, BUY_QUANTITY, lot * (500 + random.nextInt(5000)));
        book.set(i, SELL_QUANTITY, lot * (500 + random.nextInt(5000)));
    }

    private void moveBook(int i, int price, int tick, int lot, long now) {
        for (int level = 0; level < DEPTH_LEVELS; level++) {
            int away = (level % 5 + 1) * tick;
            int at = level < 5 ? Math.max(tick, price - away) : price + away;
            book.setDepth(i, level, lot * (1 + random.nextInt(500)), at, 1 + random.nextInt(20));
        }
        book.set(i, EXCHANGE_TIME, (int) now);
    }

    private int moved(int price, int close, int tick) {
        int steps = 1 + random.nextInt(3);
        double pull = (double) (price - close) / close / BAND;
        boolean up = random.nextDouble() > 0.5 + pull / 2;
        int next = up ? price + steps * tick : price - steps * tick;
        return next < tick ? price + tick : next;
    }

    private static int tick(Instrument instrument) {
        return Math.max(1, (int) Math.round(instrument.tickSize() * instrument.divisor()));
    }

    private static int rounded(double price, int tick) {
        return (int) Math.round(price / tick) * tick;
    }
}
