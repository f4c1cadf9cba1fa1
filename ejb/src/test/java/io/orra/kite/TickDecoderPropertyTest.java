package io.orra.kite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The decoder on seeded random frames. {@code -Dorra.fuzz.frames=10000000} makes the fuzz run the long one. */
class TickDecoderPropertyTest {
    private static final int FUZZ_FRAMES = Integer.getInteger("orra.fuzz.frames", 300_000);
    private static final long SEED = Long.getLong("orra.fuzz.seed", 20261124L);

    private final Random random = new Random(SEED);
    private final TickDecoder decoder = new TickDecoder();
    private final List<Tick> ticks = new ArrayList<>();

    @Test
    void readsEveryFieldOfWholeFramesAsTheTableOfOffsetsDoes() {
        for (int round = 0; round < 4_000; round++) {
            byte[] frame = wholeFrame(random.nextInt(8));
            FrameReading expected = decodeBoth(frame);
            assertThat(expected.malformed).isFalse();
        }
    }

    @Test
    void readsOfDamagedFramesJustWhatIsThereAndCountsTheRest() {
        TickDecoder.Counts before = decoder.counts();
        long malformed = 0;
        long unknown = 0;
        long good = 0;
        long heartbeats = 0;
        for (int round = 0; round < 60_000; round++) {
            FrameReading expected = decodeBoth(damaged());
            malformed += expected.malformed ? 1 : 0;
            heartbeats += expected.heartbeat ? 1 : 0;
            unknown += expected.unknown;
            good += expected.packets.size();
        }
        assertThat(before).isEqualTo(new TickDecoder.Counts(0, 0, 0, 0));
        assertThat(decoder.counts()).isEqualTo(new TickDecoder.Counts(good, heartbeats, malformed, unknown));
        assertThat(List.of(malformed, unknown, good, heartbeats)).allMatch(count -> count > 100);
    }

    @Test
    void neverLooksBehindTheEndOfItsFrame() {
        for (int round = 0; round < 20_000; round++) {
            byte[] frame = damaged();
            FrameReading alone = decodeBoth(frame);
            byte[] followed = Arrays.copyOf(frame, frame.length);
            for (int at = 0; at < ticks.size(); at++) {
                Tick kept = ticks.get(at).detached();
                assertThat(FrameReading.of(kept)).isEqualTo(alone.packets.get(at));
            }
            assertThat(frame).isEqualTo(followed);
        }
    }

    @Test
    void takesTheLargestFrameThatItsCountCanAnnounce() {
        byte[] frame = Frames.frame(java.util.Collections.nCopies(65_535, Frames.ltp(738561, 1)));
        decode(frame);
        assertThat(ticks).hasSize(65_535);
        decode(Arrays.copyOf(frame, frame.length - 1));
        assertThat(ticks).hasSize(65_534);
        assertThat(decoder.counts().malformedFrames()).isEqualTo(1);
    }

    @Test
    void takesAPacketAsLongAsItsLengthCanSayForUnknown() {
        decode(Frames.frame(new byte[65_535], Frames.ltp(738561, 7)));
        assertThat(ticks).hasSize(1);
        assertThat(decoder.counts()).isEqualTo(new TickDecoder.Counts(1, 0, 0, 1));
    }

    @Test
    void standsTheFuzz() {
        TickJson json = new TickJson();
        long[] written = new long[1];
        for (int round = 0; round < FUZZ_FRAMES; round++) {
            decoder.decode(damaged(), tick -> written[0] += json.encode(tick).length);
        }
        assertThat(written[0]).isPositive();
        assertThat(decoder.counts().malformedFrames()).isPositive();
    }

    private FrameReading decodeBoth(byte[] frame) {
        decode(frame);
        FrameReading expected = FrameReading.of(frame);
        if (!ticks.stream().map(FrameReading::of).toList().equals(expected.packets)) {
            assertThat(ticks).map(FrameReading::of).isEqualTo(expected.packets);
        }
        return expected;
    }

    private void decode(byte[] frame) {
        ticks.clear();
        decoder.decode(frame, ticks::add);
    }

    private byte[] wholeFrame(int packets) {
        List<byte[]> all = new ArrayList<>();
        for (int count = packets; count > 0; count--) {
            all.add(Frames.random(random, 1L << 32));
        }
        return Frames.frame(all);
    }

    /** Noise, or a good frame that lost its end, gained one, or has a count, a length or any byte changed. */
    private byte[] damaged() {
        byte[] frame = wholeFrame(1 + random.nextInt(3));
        switch (random.nextInt(6)) {
            case 0 -> {
                frame = new byte[random.nextInt(300)];
                random.nextBytes(frame);
            }
            case 1 -> frame = Arrays.copyOf(frame, random.nextInt(frame.length));
            case 2 -> frame = Arrays.copyOf(frame, frame.length + 1 + random.nextInt(50));
            case 3 -> frame[1] = (byte) random.nextInt(8);
            case 4 -> frame[2 + random.nextInt(2)] = (byte) random.nextInt();
            default -> {
                if (random.nextInt(3) == 0) {
                    frame = new byte[] {(byte) random.nextInt()};
                } else {
                    frame[random.nextInt(frame.length)] = (byte) random.nextInt();
                }
            }
        }
        return frame;
    }
}
