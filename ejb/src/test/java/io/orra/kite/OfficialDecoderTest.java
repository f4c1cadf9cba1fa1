package io.orra.kite;

import static org.assertj.core.api.Assertions.assertThat;

import com.neovisionaries.ws.client.WebSocketAdapter;
import com.zerodhatech.models.Depth;
import com.zerodhatech.ticker.KiteTicker;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Our decoder beside the broker's own Java client, on the same frames. That client reads numbers as signed, so the frames
 * stay below 2^31 (and 2^15 for orders); beyond, {@link TickDecoderTest} has a table of its own.
 */
class OfficialDecoderTest {
    private final KiteTicker official = new KiteTicker("access", "key");
    private final WebSocketAdapter wire = official.getWebsocketAdapter();
    private final List<com.zerodhatech.models.Tick> theirs = new ArrayList<>();

    @BeforeEach
    void listen() {
        official.setOnTickerArrivalListener(theirs::addAll);
    }

    @Test
    void readsFiveThousandRandomFramesAsTheOfficialClientDoes() throws Exception {
        Random random = new Random(1);
        int compared = 0;
        for (int round = 0; round < 5_000; round++) {
            List<byte[]> packets = new ArrayList<>();
            for (int count = 1 + random.nextInt(6); count > 0; count--) {
                packets.add(Frames.random(random, 1L << 31));
            }
            compared += compare(Frames.frame(packets));
        }
        assertThat(compared).isGreaterThan(5_000);
    }

    private int compare(byte[] frame) throws Exception {
        theirs.clear();
        wire.onBinaryMessage(null, frame);
        List<Tick> ours = new ArrayList<>();
        new TickDecoder().decode(frame, ours::add);

        assertThat(ours).hasSameSizeAs(theirs);
        for (int at = 0; at < ours.size(); at++) {
            same(ours.get(at), theirs.get(at));
        }
        return ours.size();
    }

    private static void same(Tick our, com.zerodhatech.models.Tick their) {
        assertThat(our.instrumentToken()).isEqualTo(their.getInstrumentToken());
        assertThat(our.mode().wireName()).isEqualTo(their.getMode());
        assertThat(our.tradable()).isEqualTo(their.isTradable());
        price(our, our.lastPriceUnits(), their.getLastTradedPrice());
        price(our, our.openUnits(), their.getOpenPrice());
        price(our, our.highUnits(), their.getHighPrice());
        price(our, our.lowUnits(), their.getLowPrice());
        price(our, our.closeUnits(), their.getClosePrice());
        price(our, our.averagePriceUnits(), their.getAverageTradePrice());
        assertThat((double) our.lastTradedQuantity()).isEqualTo(their.getLastTradedQuantity());
        assertThat(our.volumeTraded()).isEqualTo(their.getVolumeTradedToday());
        assertThat((double) our.totalBuyQuantity()).isEqualTo(their.getTotalBuyQuantity());
        assertThat((double) our.totalSellQuantity()).isEqualTo(their.getTotalSellQuantity());
        assertThat((double) our.openInterest()).isEqualTo(their.getOi());
        assertThat((double) our.openInterestDayHigh()).isEqualTo(their.getOpenInterestDayHigh());
        assertThat((double) our.openInterestDayLow()).isEqualTo(their.getOpenInterestDayLow());
        if (our.hasExchangeTime()) {
            assertThat(our.exchangeTime() * 1000)
                    .isEqualTo(their.getTickTimestamp().getTime());
        }
        if (our.hasDepth()) {
            assertThat(our.lastTradeTime() * 1000)
                    .isEqualTo(their.getLastTradedTime().getTime());
            depth(our, their);
        }
    }

    private static void depth(Tick our, com.zerodhatech.models.Tick their) {
        List<Depth> bids = their.getMarketDepth().get("buy");
        List<Depth> asks = their.getMarketDepth().get("sell");
        for (int level = 0; level < Tick.DEPTH_LEVELS; level++) {
            assertThat(our.bidQuantity(level)).isEqualTo(bids.get(level).getQuantity());
            price(our, our.bidPriceUnits(level), bids.get(level).getPrice());
            assertThat(our.bidOrders(level)).isEqualTo(bids.get(level).getOrders());
            assertThat(our.askQuantity(level)).isEqualTo(asks.get(level).getQuantity());
            price(our, our.askPriceUnits(level), asks.get(level).getPrice());
            assertThat(our.askOrders(level)).isEqualTo(asks.get(level).getOrders());
        }
    }

    private static void price(Tick tick, long units, double their) {
        assertThat(tick.decimal(units).doubleValue()).isEqualTo(their);
    }
}
