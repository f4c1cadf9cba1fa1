package io.orra.kite;

/**
 * Writes a tick as the original published it: the field names and order of the broker's Python client, times as that
 * client prints them, in Asia/Kolkata. Prices are exact; {@code change} (percent of the close before) has up to six
 * digits after the point. One instance per thread.
 */
public final class TickJson {
    private static final int CHANGE_DECIMALS = 6;
    /** Percent, at the digits that are written. */
    private static final long CHANGE_SCALE = 100L * 1_000_000L;

    private static final byte[][] MODES = {
        JsonBytes.ascii("ltp"), JsonBytes.ascii("quote"), JsonBytes.ascii("full"),
    };
    private static final byte[] TRADABLE = JsonBytes.ascii("{\"tradable\":true,\"mode\":\"");
    private static final byte[] NOT_TRADABLE = JsonBytes.ascii("{\"tradable\":false,\"mode\":\"");
    private static final byte[] TOKEN = JsonBytes.ascii("\",\"instrument_token\":");
    private static final byte[] LAST_PRICE = JsonBytes.ascii(",\"last_price\":");
    private static final byte[] LAST_QUANTITY = JsonBytes.ascii(",\"last_traded_quantity\":");
    private static final byte[] AVERAGE_PRICE = JsonBytes.ascii(",\"average_traded_price\":");
    private static final byte[] VOLUME = JsonBytes.ascii(",\"volume_traded\":");
    private static final byte[] BUY_QUANTITY = JsonBytes.ascii(",\"total_buy_quantity\":");
    private static final byte[] SELL_QUANTITY = JsonBytes.ascii(",\"total_sell_quantity\":");
    private static final byte[] OHLC = JsonBytes.ascii(",\"ohlc\":{\"");
    private static final byte[] OPEN = JsonBytes.ascii("open\":");
    private static final byte[] HIGH = JsonBytes.ascii("high\":");
    private static final byte[] LOW = JsonBytes.ascii("low\":");
    private static final byte[] CLOSE = JsonBytes.ascii("close\":");
    private static final byte[] NEXT = JsonBytes.ascii(",\"");
    private static final byte[] CHANGE = JsonBytes.ascii("},\"change\":");
    private static final byte[] LAST_TRADE_TIME = JsonBytes.ascii(",\"last_trade_time\":");
    private static final byte[] OI = JsonBytes.ascii(",\"oi\":");
    private static final byte[] OI_HIGH = JsonBytes.ascii(",\"oi_day_high\":");
    private static final byte[] OI_LOW = JsonBytes.ascii(",\"oi_day_low\":");
    private static final byte[] EXCHANGE_TIME = JsonBytes.ascii(",\"exchange_timestamp\":");
    private static final byte[] BUY = JsonBytes.ascii(",\"depth\":{\"buy\":[");
    private static final byte[] SELL = JsonBytes.ascii("],\"sell\":[");
    private static final byte[] QUANTITY = JsonBytes.ascii("{\"quantity\":");
    private static final byte[] PRICE = JsonBytes.ascii(",\"price\":");
    private static final byte[] ORDERS = JsonBytes.ascii(",\"orders\":");
    private static final byte[] DEPTH_END = JsonBytes.ascii("]}");

    private final JsonBytes out = new JsonBytes();

    /** The tick as UTF-8 JSON, in an array of its own. */
    public byte[] encode(Tick tick) {
        write(tick);
        return out.toArray();
    }

    /** The tick as UTF-8 JSON, kept here until the next one. Returns how many bytes it takes. */
    public int write(Tick tick) {
        int decimals = tick.segment().decimals();
        out.clear();
        out.raw(tick.tradable() ? TRADABLE : NOT_TRADABLE).raw(MODES[tick.mode().ordinal()]);
        out.raw(TOKEN).number(tick.instrumentToken());
        out.raw(LAST_PRICE).decimal(tick.lastPriceUnits(), decimals);
        if (tick.hasTrades()) {
            trades(tick, decimals);
        }
        if (tick.hasPrices()) {
            prices(tick, decimals);
            change(tick);
        }
        if (tick.hasDepth()) {
            out.raw(LAST_TRADE_TIME).time(tick.lastTradeTime());
            out.raw(OI).number(tick.openInterest());
            out.raw(OI_HIGH).number(tick.openInterestDayHigh());
            out.raw(OI_LOW).number(tick.openInterestDayLow());
        }
        if (tick.hasExchangeTime()) {
            out.raw(EXCHANGE_TIME).time(tick.exchangeTime());
        }
        if (tick.hasDepth()) {
            depth(tick, decimals);
        }
        return out.put('}').size();
    }

    /** What {@link #write} wrote last. */
    public void copyTo(byte[] target, int at) {
        out.copyTo(target, at);
    }

    private void trades(Tick tick, int decimals) {
        out.raw(LAST_QUANTITY).number(tick.lastTradedQuantity());
        out.raw(AVERAGE_PRICE).decimal(tick.averagePriceUnits(), decimals);
        out.raw(VOLUME).number(tick.volumeTraded());
        out.raw(BUY_QUANTITY).number(tick.totalBuyQuantity());
        out.raw(SELL_QUANTITY).number(tick.totalSellQuantity());
    }

    /** An index has another order of these four, in its packet and in the original's JSON. */
    private void prices(Tick tick, int decimals) {
        out.raw(OHLC);
        if (!tick.isIndex()) {
            out.raw(OPEN).decimal(tick.openUnits(), decimals).raw(NEXT);
        }
        out.raw(HIGH).decimal(tick.highUnits(), decimals).raw(NEXT);
        out.raw(LOW).decimal(tick.lowUnits(), decimals).raw(NEXT);
        if (tick.isIndex()) {
            out.raw(OPEN).decimal(tick.openUnits(), decimals).raw(NEXT);
        }
        out.raw(CLOSE).decimal(tick.closeUnits(), decimals);
    }

    private void change(Tick tick) {
        out.raw(CHANGE);
        long close = tick.closeUnits();
        if (close == 0) {
            out.put('0');
            return;
        }
        long scaled = (tick.lastPriceUnits() - close) * CHANGE_SCALE;
        long half = scaled < 0 ? -close / 2 : close / 2;
        out.decimal((scaled + half) / close, CHANGE_DECIMALS);
    }

    private void depth(Tick tick, int decimals) {
        out.raw(BUY);
        for (int level = 0; level < Tick.DEPTH_LEVELS; level++) {
            level(level, tick.bidQuantity(level), tick.bidPriceUnits(level), tick.bidOrders(level), decimals);
        }
        out.raw(SELL);
        for (int level = 0; level < Tick.DEPTH_LEVELS; level++) {
            level(level, tick.askQuantity(level), tick.askPriceUnits(level), tick.askOrders(level), decimals);
        }
        out.raw(DEPTH_END);
    }

    private void level(int level, long quantity, long price, int orders, int decimals) {
        if (level > 0) {
            out.put(',');
        }
        out.raw(QUANTITY).number(quantity);
        out.raw(PRICE).decimal(price, decimals);
        out.raw(ORDERS).number(orders).put('}');
    }
}
