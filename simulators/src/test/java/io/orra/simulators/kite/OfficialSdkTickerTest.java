package io.orra.simulators.kite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.zerodhatech.models.Depth;
import com.zerodhatech.models.Order;
import com.zerodhatech.models.Tick;
import com.zerodhatech.ticker.KiteTicker;
import com.zerodhatech.ticker.OnError;
import com.zerodhatech.ticker.OnOrderUpdate;
import io.orra.simulators.SimulatorPorts;
import io.orra.simulators.Simulators;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The market stands still, so that what the client decodes can be held against what the control endpoint shows. */
class OfficialSdkTickerTest {
    private static final long INFY = 408065;
    private static final long NIFTY_50 = 256265;
    private static Simulators simulators;
    private static Broker broker;

    private final BlockingQueue<Tick> ticks = new LinkedBlockingQueue<>();
    private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> errors = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> connected = new LinkedBlockingQueue<>();
    private KiteTicker ticker;

    @BeforeAll
    static void start() throws ReflectiveOperationException {
        simulators = Simulators.start(SimulatorPorts.ephemeral());
        OfficialSdk.pointAt(simulators);
        broker = new Broker(simulators);
        broker.control.ok("PUT", "/kite/market", new JsonObject().put("paused", true));
    }

    @AfterAll
    static void stop() {
        simulators.close();
    }

    @BeforeEach
    void connect() throws InterruptedException {
        broker.reset();
        ticker = new KiteTicker(broker.accessToken(), Broker.KEY);
        ticker.setOnTickerArrivalListener(ticks::addAll);
        ticker.setOnConnectedListener(() -> connected.add(true));
        ticker.setOnOrderUpdateListener((OnOrderUpdate) orders::add);
        ticker.setOnErrorListener(new OnError() {
            @Override
            public void onError(Exception exception) {
                errors.add(String.valueOf(exception.getMessage()));
            }

            @Override
            public void onError(com.zerodhatech.kiteconnect.kitehttp.exceptions.KiteException exception) {
                errors.add(String.valueOf(exception.message));
            }

            @Override
            public void onError(String error) {
                errors.add(error);
            }
        });
        ticker.connect();
        assertThat(connected.poll(20, TimeUnit.SECONDS)).isTrue();
    }

    @AfterEach
    void disconnect() {
        ticker.disconnect();
    }

    @Test
    void itGetsTheLastPriceInLtpMode() throws InterruptedException {
        Tick tick = subscribed(INFY, KiteTicker.modeLTP);
        JsonObject sent = sent(INFY);
        assertThat(tick.getMode()).isEqualTo("ltp");
        assertThat(tick.isTradable()).isTrue();
        assertThat(tick.getLastTradedPrice()).isEqualTo(sent.getDouble("last_price"));
        assertThat(tick.getVolumeTradedToday()).isZero();
    }

    @Test
    void itGetsTradesInQuoteMode() throws InterruptedException {
        assertQuote(subscribed(INFY, KiteTicker.modeQuote), sent(INFY), "quote");
    }

    @Test
    void itGetsTheBookInFullMode() throws InterruptedException {
        Tick tick = subscribed(INFY, KiteTicker.modeFull);
        JsonObject sent = sent(INFY);
        assertQuote(tick, sent, "full");
        assertThat(KiteBroker.apiTime(tick.getTickTimestamp().toInstant())).isEqualTo(sent.getString("timestamp"));
        assertThat(KiteBroker.apiTime(tick.getLastTradedTime().toInstant()))
                .isEqualTo(sent.getString("last_trade_time"));
        for (String side : List.of("buy", "sell")) {
            List<Depth> got = tick.getMarketDepth().get(side);
            for (int level = 0; level < 5; level++) {
                JsonObject expected =
                        sent.getJsonObject("depth").getJsonArray(side).getJsonObject(level);
                assertThat(got.get(level).getPrice()).isEqualTo(expected.getDouble("price"));
                assertThat(got.get(level).getQuantity()).isEqualTo(expected.getInteger("quantity"));
                assertThat(got.get(level).getOrders()).isEqualTo(expected.getInteger("orders"));
            }
        }
    }

    @Test
    void itGetsOpenInterestOfAFuture() throws InterruptedException {
        long token = firstToken("NFO", "FUT");
        Tick tick = subscribed(token, KiteTicker.modeFull);
        JsonObject sent = sent(token);
        assertThat(tick.getOi()).isEqualTo(sent.getDouble("oi")).isPositive();
        assertThat(tick.getOpenInterestDayHigh()).isEqualTo(sent.getDouble("oi_day_high"));
        assertThat(tick.getOpenInterestDayLow()).isEqualTo(sent.getDouble("oi_day_low"));
    }

    @Test
    void itGetsAnIndexInAllModes() throws InterruptedException {
        JsonObject sent = sent(NIFTY_50);
        for (String mode : List.of(KiteTicker.modeLTP, KiteTicker.modeQuote, KiteTicker.modeFull)) {
            Tick tick = subscribed(NIFTY_50, mode);
            assertThat(tick.isTradable()).isFalse();
            assertThat(tick.getLastTradedPrice()).isEqualTo(sent.getDouble("last_price"));
            if (!mode.equals(KiteTicker.modeLTP)) {
                assertOhlc(tick, sent);
            }
        }
    }

    @Test
    void itScalesCurrenciesByTheirOwnDivisor() throws InterruptedException {
        long token = firstToken("CDS", "FUT");
        Tick tick = subscribed(token, KiteTicker.modeQuote);
        assertThat(tick.getLastTradedPrice()).isEqualTo(sent(token).getDouble("last_price"));
        assertThat(tick.getLastTradedPrice()).isBetween(80.0, 99.0);
    }

    @Test
    void itGetsEachPriceThatTheMarketMakes() throws InterruptedException {
        subscribed(INFY, KiteTicker.modeLTP);
        for (double price : new double[] {1600.05, 1600.1, 1599.95}) {
            broker.control.ok("PUT", "/kite/market/" + INFY, new JsonObject().put("last_price", price));
            assertThat(next().getLastTradedPrice()).isEqualTo(price);
        }
    }

    @Test
    void itGetsOrderUpdatesAndErrors() throws InterruptedException {
        JsonObject order = new JsonObject()
                .put("user_id", Broker.USER)
                .put("order_id", "220303000308932")
                .put("status", "COMPLETE")
                .put("tradingsymbol", "INFY")
                .put("filled_quantity", 1);
        JsonObject answer = broker.control.ok(
                "POST",
                "/kite/ticker/order-updates",
                new JsonObject().put("user_id", Broker.USER).put("data", order));
        assertThat(answer.getInteger("delivered")).isEqualTo(1);
        Order got = orders.poll(20, TimeUnit.SECONDS);
        assertThat(got.orderId).isEqualTo("220303000308932");
        assertThat(got.status).isEqualTo("COMPLETE");
        broker.control.ok(
                "POST",
                "/kite/ticker/messages",
                new JsonObject().put("type", "error").put("data", "Something is wrong."));
        assertThat(errors.poll(20, TimeUnit.SECONDS)).isEqualTo("Something is wrong.");
    }

    /** Subscribes, sets the mode, and answers the first tick of that mode. */
    private Tick subscribed(long token, String mode) throws InterruptedException {
        ArrayList<Long> tokens = new ArrayList<>(List.of(token));
        ticker.unsubscribe(tokens);
        ticker.subscribe(tokens);
        ticker.setMode(tokens, mode);
        Tick tick = next();
        while (!mode.equals(tick.getMode())) {
            tick = next();
        }
        assertThat(tick.getInstrumentToken()).isEqualTo(token);
        return tick;
    }

    private Tick next() throws InterruptedException {
        Tick tick = ticks.poll(20, TimeUnit.SECONDS);
        assertThat(tick).as("a tick").isNotNull();
        return tick;
    }

    private static JsonObject sent(long token) {
        return broker.control.ok("GET", "/kite/market/" + token);
    }

    private static long firstToken(String exchange, String type) {
        return broker.rest
                .get("/instruments/" + exchange)
                .body()
                .lines()
                .map(line -> line.split(","))
                .filter(columns -> columns[9].equals(type))
                .mapToLong(columns -> Long.parseLong(columns[0]))
                .findFirst()
                .orElseThrow();
    }

    private static void assertQuote(Tick tick, JsonObject sent, String mode) {
        assertThat(tick.getMode()).isEqualTo(mode);
        assertThat(tick.getLastTradedPrice()).isEqualTo(sent.getDouble("last_price"));
        assertThat(tick.getLastTradedQuantity()).isEqualTo(sent.getDouble("last_quantity"));
        assertThat(tick.getAverageTradePrice()).isEqualTo(sent.getDouble("average_price"));
        assertThat(tick.getVolumeTradedToday()).isEqualTo(sent.getLong("volume"));
        assertThat(tick.getTotalBuyQuantity()).isEqualTo(sent.getDouble("buy_quantity"));
        assertThat(tick.getTotalSellQuantity()).isEqualTo(sent.getDouble("sell_quantity"));
        assertOhlc(tick, sent);
        double close = sent.getJsonObject("ohlc").getDouble("close");
        assertThat(tick.getChange()).isCloseTo((sent.getDouble("last_price") - close) * 100 / close, within(1e-9));
    }

    private static void assertOhlc(Tick tick, JsonObject sent) {
        JsonObject ohlc = sent.getJsonObject("ohlc");
        assertThat(tick.getOpenPrice()).isEqualTo(ohlc.getDouble("open"));
        assertThat(tick.getHighPrice()).isEqualTo(ohlc.getDouble("high"));
        assertThat(tick.getLowPrice()).isEqualTo(ohlc.getDouble("low"));
        assertThat(tick.getClosePrice()).isEqualTo(ohlc.getDouble("close"));
    }
}
