package io.orra.simulators.kite;

import static io.orra.simulators.kite.Broker.KEY;
import static io.orra.simulators.kite.Broker.SECRET;
import static io.orra.simulators.kite.Broker.USER;
import static org.assertj.core.api.Assertions.assertThat;

import com.zerodhatech.kiteconnect.KiteConnect;
import com.zerodhatech.kiteconnect.kitehttp.exceptions.InputException;
import com.zerodhatech.kiteconnect.kitehttp.exceptions.KiteException;
import com.zerodhatech.kiteconnect.kitehttp.exceptions.NetworkException;
import com.zerodhatech.kiteconnect.kitehttp.exceptions.TokenException;
import com.zerodhatech.models.Instrument;
import com.zerodhatech.models.OHLCQuote;
import com.zerodhatech.models.Profile;
import com.zerodhatech.models.Quote;
import com.zerodhatech.models.User;
import io.orra.simulators.SimulatorPorts;
import io.orra.simulators.Simulators;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OfficialSdkRestTest {
    private static Simulators simulators;
    private static Broker broker;
    private final KiteConnect kite = OfficialSdk.connect();

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
    void logIn() throws IOException {
        broker.reset();
        User user = OfficialSdk.result(() -> kite.generateSession(broker.requestToken(USER, KEY), SECRET));
        assertThat(user.userId).isEqualTo(USER);
        assertThat(user.apiKey).isEqualTo(KEY);
        assertThat(user.loginTime).isNotNull();
        assertThat(user.exchanges).contains("NSE", "NFO");
        kite.setAccessToken(user.accessToken);
        kite.setPublicToken(user.publicToken);
    }

    @Test
    void itReadsTheProfile() throws IOException {
        Profile profile = OfficialSdk.result(kite::getProfile);
        assertThat(profile.userName).isEqualTo("Simulated " + USER);
        assertThat(profile.broker).isEqualTo("ZERODHA");
        assertThat(profile.orderTypes).containsExactly("MARKET", "LIMIT", "SL", "SL-M");
    }

    @Test
    void itReadsTheInstruments() throws IOException {
        List<Instrument> all = OfficialSdk.result(kite::getInstruments);
        assertThat(all).hasSizeGreaterThan(300);
        Instrument infosys = all.stream()
                .filter(one -> one.instrument_token == 408065)
                .findFirst()
                .orElseThrow();
        assertThat(infosys.tradingsymbol).isEqualTo("INFY");
        assertThat(infosys.exchange_token).isEqualTo(1594);
        List<Instrument> commodities = OfficialSdk.result(() -> kite.getInstruments("MCX"));
        assertThat(commodities).isNotEmpty().allMatch(one -> (one.instrument_token & 0xff) == 7);
        assertThat(commodities).allMatch(one -> one.expiry != null);
    }

    @Test
    void itReadsQuotes() throws IOException {
        JsonObject sent = broker.control.ok("GET", "/kite/market/408065");
        Map<String, Quote> quotes = OfficialSdk.result(() -> kite.getQuote(new String[] {"NSE:INFY", "NSE:NOBODY"}));
        assertThat(quotes).containsOnlyKeys("NSE:INFY");
        Quote quote = quotes.get("NSE:INFY");
        assertThat(quote.lastPrice).isEqualTo(sent.getDouble("last_price"));
        assertThat(quote.volumeTradedToday).isEqualTo(sent.getDouble("volume"));
        assertThat(quote.ohlc.close).isEqualTo(sent.getJsonObject("ohlc").getDouble("close"));
        assertThat(quote.timestamp).isNotNull();
        assertThat(quote.depth.buy).hasSize(5);
        assertThat(quote.depth.sell.get(0).getPrice())
                .isEqualTo(sent.getJsonObject("depth")
                        .getJsonArray("sell")
                        .getJsonObject(0)
                        .getDouble("price"));

        Map<String, OHLCQuote> ohlc = OfficialSdk.result(() -> kite.getOHLC(new String[] {"NSE:NIFTY 50"}));
        assertThat(ohlc.get("NSE:NIFTY 50").instrumentToken).isEqualTo(256265);
        assertThat(OfficialSdk.result(() -> kite.getLTP(new String[] {"408065"}))
                        .get("408065")
                        .lastPrice)
                .isEqualTo(sent.getDouble("last_price"));
    }

    @Test
    void itLogsOut() throws IOException {
        OfficialSdk.result(kite::logout);
        KiteException refusal = OfficialSdk.refusal(kite::getProfile);
        assertThat(refusal).isInstanceOf(TokenException.class);
        assertThat(refusal.code).isEqualTo(403);
    }

    @Test
    void itSeesTheErrorsAsItsOwnKinds() throws IOException {
        KiteException used = OfficialSdk.refusal(() -> kite.generateSession("used", SECRET));
        assertThat(used).isInstanceOf(TokenException.class);
        assertThat(used.message).isEqualTo("Token is invalid or has expired.");
        assertThat(OfficialSdk.refusal(() -> kite.getInstruments("NOPE"))).isInstanceOf(InputException.class);
        broker.fault("rest", new JsonObject().put("path", "/user/profile").put("status", 429));
        KiteException limited = OfficialSdk.refusal(kite::getProfile);
        assertThat(limited).isInstanceOf(NetworkException.class);
        assertThat(limited.message).isEqualTo("Too many requests");
    }

    @Test
    void itsLoginAddressIsServed() {
        String path = kite.getLoginURL().substring(kite.getLoginURL().indexOf("/connect"));
        assertThat(new io.orra.simulators.Caller(simulators.kiteLoginUri())
                        .get(path)
                        .statusCode())
                .isEqualTo(302);
    }
}
