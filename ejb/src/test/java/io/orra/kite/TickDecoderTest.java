package io.orra.kite;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TickDecoderTest {
    private static final long MAX = 0xFFFF_FFFFL;
    private static final long RELIANCE = 738561;

    private final TickDecoder decoder = new TickDecoder();
    private final List<Tick> ticks = new ArrayList<>();

    @Test
    void readsTheLastPrice() {
        Tick tick = only(Frames.ltp(RELIANCE, 154110));
        assertThat(tick.mode()).isEqualTo(TickMode.LTP);
        assertThat(tick.instrumentToken()).isEqualTo(RELIANCE);
        assertThat(tick.lastPrice()).isEqualTo(new BigDecimal("1541.10"));
        assertThat(tick.hasPrices()).isFalse();
        assertThat(tick.closeUnits()).isZero();
        assertThat(tick.bidPriceUnits(0)).isZero();
    }

    @Test
    void readsAQuoteInItsOrder() {
        Tick tick = only(Frames.packet(44, RELIANCE, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
        assertThat(tick.mode()).isEqualTo(TickMode.QUOTE);
        assertThat(List.of(
                        tick.lastPriceUnits(),
                        tick.lastTradedQuantity(),
                        tick.averagePriceUnits(),
                        tick.volumeTraded(),
                        tick.totalBuyQuantity(),
                        tick.totalSellQuantity(),
                        tick.openUnits(),
                        tick.highUnits(),
                        tick.lowUnits(),
                        tick.closeUnits()))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(tick.hasDepth()).isFalse();
        assertThat(tick.hasExchangeTime()).isFalse();
    }

    @Test
    void readsAnIndexWhoseHighComesFirst() {
        Tick quote = only(Frames.packet(28, 256265, 1, 2, 3, 4, 5, 99));
        assertThat(quote.tradable()).isFalse();
        assertThat(quote.mode()).isEqualTo(TickMode.QUOTE);
        assertThat(List.of(quote.highUnits(), quote.lowUnits(), quote.openUnits(), quote.closeUnits()))
                .containsExactly(2L, 3L, 4L, 5L);
        assertThat(quote.hasExchangeTime()).isFalse();

        Tick full = only(Frames.packet(32, 256265, 1, 2, 3, 4, 5, 99, 1625461887));
        assertThat(full.mode()).isEqualTo(TickMode.FULL);
        assertThat(full.exchangeTime()).isEqualTo(1625461887);
        assertThat(full.hasDepth()).isFalse();
        assertThat(full.volumeTraded()).isZero();
    }

    @Test
    void readsUnsignedNumbersUpToTheirEnd() {
        byte[] all = new byte[184];
        Arrays.fill(all, (byte) 0xFF);
        Tick tick = only(all);
        assertThat(List.of(
                        tick.instrumentToken(),
                        tick.lastPriceUnits(),
                        tick.lastTradedQuantity(),
                        tick.averagePriceUnits(),
                        tick.volumeTraded(),
                        tick.totalBuyQuantity(),
                        tick.totalSellQuantity(),
                        tick.openUnits(),
                        tick.highUnits(),
                        tick.lowUnits(),
                        tick.closeUnits(),
                        tick.lastTradeTime(),
                        tick.openInterest(),
                        tick.openInterestDayHigh(),
                        tick.openInterestDayLow(),
                        tick.exchangeTime(),
                        tick.bidQuantity(4),
                        tick.bidPriceUnits(4),
                        tick.askQuantity(4),
                        tick.askPriceUnits(4)))
                .containsOnly(MAX);
        assertThat(tick.bidOrders(0)).isEqualTo(65_535);
        assertThat(tick.askOrders(4)).isEqualTo(65_535);
        assertThat(tick.lastPrice()).isEqualTo(new BigDecimal("42949672.95"));
    }

    @Test
    void readsBidsBeforeAsks() {
        ByteBuffer packet = ByteBuffer.wrap(Frames.packet(184, RELIANCE));
        for (int level = 0; level < 10; level++) {
            packet.putInt(64 + level * 12, 100 + level)
                    .putInt(68 + level * 12, 200 + level)
                    .putShort(72 + level * 12, (short) (300 + level));
        }
        Tick tick = only(packet.array());
        for (int level = 0; level < 5; level++) {
            assertThat(tick.bidQuantity(level)).isEqualTo(100 + level);
            assertThat(tick.bidPriceUnits(level)).isEqualTo(200 + level);
            assertThat(tick.bidOrders(level)).isEqualTo(300 + level);
            assertThat(tick.askQuantity(level)).isEqualTo(105 + level);
            assertThat(tick.askPriceUnits(level)).isEqualTo(205 + level);
            assertThat(tick.askOrders(level)).isEqualTo(305 + level);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, OTHER, 1234567.89, true",
        "1, NSE, 1234567.89, true",
        "2, NFO, 1234567.89, true",
        "3, CDS, 12.3456789, true",
        "4, BSE, 1234567.89, true",
        "5, BFO, 1234567.89, true",
        "6, BCD, 12345.6789, true",
        "7, MCX, 1234567.89, true",
        "8, MCXSX, 1234567.89, true",
        "9, INDICES, 1234567.89, false",
        "255, OTHER, 1234567.89, true",
    })
    void scalesPricesExactlyByTheSegment(int code, Segment segment, BigDecimal price, boolean tradable) {
        Tick tick = only(Frames.ltp(7L << 8 | code, 123456789));
        assertThat(tick.segment()).isEqualTo(segment);
        assertThat(tick.lastPrice()).isEqualTo(price);
        assertThat(tick.tradable()).isEqualTo(tradable);
        assertThat(BigDecimal.valueOf(123456789).divide(BigDecimal.valueOf(tick.divisor())))
                .isEqualByComparingTo(price);
    }

    @Test
    void countsAHeartbeatWhateverItsValue() {
        decode(new byte[] {0});
        decode(new byte[] {1});
        decode(new byte[] {(byte) 0xFF});
        assertThat(ticks).isEmpty();
        assertThat(decoder.counts()).isEqualTo(new TickDecoder.Counts(0, 3, 0, 0));
    }

    @Test
    void usesWhatIsGoodBeforeAFrameEndsEarly() {
        byte[] whole = Frames.frame(Frames.ltp(1, 10), Frames.ltp(2, 20));
        for (int length = 12; length < whole.length; length++) {
            ticks.clear();
            decode(Arrays.copyOf(whole, length));
            assertThat(ticks).extracting(Tick::instrumentToken).containsExactly(1L);
        }
        assertThat(decoder.counts().malformedFrames()).isEqualTo(whole.length - 12);
    }

    @Test
    void countsFramesThatLie() {
        decode(new byte[0]);
        decode(new byte[] {0, 5});
        decode(new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 1});
        byte[] more = Frames.frame(Frames.ltp(1, 10), Frames.ltp(2, 20));
        more[1] = 1;
        decode(more);
        assertThat(decoder.counts()).isEqualTo(new TickDecoder.Counts(1, 0, 4, 0));
    }

    @Test
    void skipsAPacketOfUnknownLengthAndGoesOn() {
        decode(Frames.frame(Frames.ltp(1, 1), new byte[12], new byte[0], Frames.ltp(2, 2)));
        assertThat(ticks).extracting(Tick::instrumentToken).containsExactly(1L, 2L);
        assertThat(decoder.counts()).isEqualTo(new TickDecoder.Counts(2, 0, 0, 2));
    }

    @Test
    void takesAFrameWithoutPacketsForWhatItIs() {
        decode(new byte[] {0, 0});
        assertThat(decoder.counts()).isEqualTo(new TickDecoder.Counts(0, 0, 0, 0));
    }

    @Test
    void standsTwoHundredThousandFramesOfGarbage() {
        Random random = new Random(20261124);
        TickJson json = new TickJson();
        long bytes = 0;
        for (int round = 0; round < 200_000; round++) {
            byte[] frame = garbage(random);
            ticks.clear();
            decode(frame);
            for (Tick tick : ticks) {
                bytes += json.encode(tick).length;
            }
        }
        TickDecoder.Counts counts = decoder.counts();
        assertThat(counts.ticks()).isPositive();
        assertThat(counts.malformedFrames()).isPositive();
        assertThat(counts.unknownPackets()).isPositive();
        assertThat(bytes).isPositive();
    }

    /** Half is pure noise; half is a good frame with a few bytes changed or its end cut off. */
    private static byte[] garbage(Random random) {
        byte[] frame;
        if (random.nextBoolean()) {
            frame = new byte[random.nextInt(400)];
            random.nextBytes(frame);
            return frame;
        }
        List<byte[]> packets = new ArrayList<>();
        for (int count = random.nextInt(4); count >= 0; count--) {
            packets.add(Frames.random(random, 1L << 32));
        }
        frame = Frames.frame(packets);
        for (int change = random.nextInt(4); change > 0; change--) {
            frame[random.nextInt(frame.length)] = (byte) random.nextInt();
        }
        return Arrays.copyOf(frame, random.nextInt(frame.length + 10));
    }

    @Test
    void keepsADetachedTickWhenTheFrameIsGone() {
        byte[] frame = Frames.frame(Frames.ltp(1, 10), Frames.packet(44, RELIANCE, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
        decode(frame);
        Tick detached = ticks.get(1).detached();
        Arrays.fill(frame, (byte) 0);
        assertThat(detached.instrumentToken()).isEqualTo(RELIANCE);
        assertThat(detached.closeUnits()).isEqualTo(10);
        assertThat(detached.detached()).isSameAs(detached);
    }

    @Test
    void detachesIntoAnEarlierTickOfTheSameKindOnly() {
        decode(Frames.frame(Frames.ltp(1, 10), Frames.ltp(1, 20), Frames.packet(44, 1, 30)));
        Tick first = ticks.get(0).detachedInto(null);
        Tick second = ticks.get(1).detachedInto(first);
        assertThat(second).isSameAs(first);
        assertThat(second.lastPriceUnits()).isEqualTo(20);
        Tick quote = ticks.get(2).detachedInto(second);
        assertThat(quote).isNotSameAs(second);
        assertThat(quote.lastPriceUnits()).isEqualTo(30);
        assertThat(second.lastPriceUnits()).isEqualTo(20);
    }

    private Tick only(byte[] packet) {
        ticks.clear();
        decode(Frames.frame(packet));
        assertThat(ticks).hasSize(1);
        return ticks.get(0);
    }

    private void decode(byte[] frame) {
        decoder.decode(frame, ticks::add);
    }
}
