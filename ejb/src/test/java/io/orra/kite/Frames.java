package io.orra.kite;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.random.RandomGenerator;

/** Builds frames of the feed field by field, independently of the decoder. */
public final class Frames {
    private static final int[] LENGTHS = {8, 28, 32, 44, 184};

    private Frames() {}

    public static byte[] frame(byte[]... packets) {
        return frame(List.of(packets));
    }

    public static byte[] frame(List<byte[]> packets) {
        int size = 2 + packets.stream().mapToInt(packet -> packet.length + 2).sum();
        ByteBuffer frame = ByteBuffer.allocate(size).putShort((short) packets.size());
        packets.forEach(packet -> frame.putShort((short) packet.length).put(packet));
        return frame.array();
    }

    public static byte[] ltp(long token, long price) {
        return ByteBuffer.allocate(8).putInt((int) token).putInt((int) price).array();
    }

    /** Packet of any kind: the token, then the numbers as 32 bits each, then zeros up to the length. */
    static byte[] packet(int length, long token, long... numbers) {
        ByteBuffer packet = ByteBuffer.allocate(length).putInt((int) token);
        for (long number : numbers) {
            packet.putInt((int) number);
        }
        return packet.array();
    }

    /** A well-formed packet of a random kind whose numbers stay below a bound. */
    static byte[] random(RandomGenerator random, long bound) {
        int length = LENGTHS[random.nextInt(LENGTHS.length)];
        boolean index = length == 28 || length == 32;
        int segment = index ? 9 : 1 + random.nextInt(8);
        ByteBuffer packet = ByteBuffer.allocate(length).putInt(random.nextInt(1 << 20) << 8 | segment);
        while (packet.hasRemaining()) {
            if (length == 184 && packet.position() >= 64) {
                packet.putInt((int) random.nextLong(bound)).putInt((int) random.nextLong(bound));
                packet.putShort((short) random.nextInt(bound > 1L << 31 ? 65_536 : 32_768))
                        .putShort((short) 0);
            } else {
                packet.putInt((int) random.nextLong(bound));
            }
        }
        return packet.array();
    }
}
