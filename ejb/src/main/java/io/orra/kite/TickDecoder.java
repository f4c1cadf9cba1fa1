package io.orra.kite;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Splits the feed's binary frames into ticks. A frame is an unsigned 16-bit count, then for each packet an unsigned
 * 16-bit length and its bytes, all big-endian; a frame of one byte is the heartbeat. Whatever a frame claims, nothing is
 * read past its end and nothing is thrown: what is good before the fault is used, the fault is counted.
 */
public final class TickDecoder {
    private final LongAdder ticks = new LongAdder();
    private final LongAdder heartbeats = new LongAdder();
    private final LongAdder malformed = new LongAdder();
    private final LongAdder unknown = new LongAdder();

    /**
     * What a decoder has met so far.
     *
     * @param malformedFrames frames that were empty, ended early, or went on after the packets they announced
     * @param unknownPackets well-framed packets of a length that means nothing
     */
    public record Counts(long ticks, long heartbeats, long malformedFrames, long unknownPackets) {}

    public Counts counts() {
        return new Counts(ticks.sum(), heartbeats.sum(), malformed.sum(), unknown.sum());
    }

    /**
     * Gives each tick to the sink, in the frame's order. Ticks look into the array, so it must not be written to again.
     */
    public void decode(byte[] frame, Consumer<? super Tick> sink) {
        if (frame.length == 1) {
            heartbeats.increment();
            return;
        }
        if (frame.length < 2) {
            malformed.increment();
            return;
        }
        int announced = unsignedShort(frame, 0);
        int at = 2;
        int good = 0;
        for (int packet = 0; packet < announced; packet++) {
            int length = at + 2 <= frame.length ? unsignedShort(frame, at) : Integer.MAX_VALUE;
            if (length > frame.length - at - 2) {
                at = -1;
                break;
            }
            if (isPacket(length)) {
                good++;
                sink.accept(new Tick(frame, at + 2, length));
            } else {
                unknown.increment();
            }
            at += 2 + length;
        }
        ticks.add(good);
        if (at != frame.length) {
            malformed.increment();
        }
    }

    /** How many ticks the frame can hold at most, by what it says and by how long it is. */
    public static int announced(byte[] frame) {
        return frame.length < 2 ? 0 : Math.min(unsignedShort(frame, 0), frame.length / (2 + Tick.LTP_LENGTH));
    }

    private static boolean isPacket(int length) {
        return switch (length) {
            case Tick.LTP_LENGTH,
                    Tick.INDEX_QUOTE_LENGTH,
                    Tick.INDEX_FULL_LENGTH,
                    Tick.QUOTE_LENGTH,
                    Tick.FULL_LENGTH -> true;
            default -> false;
        };
    }

    private static int unsignedShort(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }
}
