package io.orra.benchmarks.kite;

import java.nio.ByteBuffer;
import java.util.Random;

/** A frame of full packets as the broker sends them, of NSE instruments, with a seeded random market. */
public final class FullFrame {
    private static final int PACKET = 184;
    private static final int NSE = 1;
    private static final int DEPTH_ENTRIES = 10;
    private static final int NOW = 1_763_975_700;

    private FullFrame() {}

    public static byte[] of(int instruments, long seed) {
        Random random = new Random(seed);
        ByteBuffer frame = ByteBuffer.allocate(2 + instruments * (2 + PACKET));
        frame.putShort((short) instruments);
        for (int i = 1; i <= instruments; i++) {
            frame.putShort((short) PACKET);
            packet(frame, i << 8 | NSE, random);
        }
        return frame.array();
    }

    private static void packet(ByteBuffer frame, int token, Random random) {
        int price = 10_000 + random.nextInt(400_000);
        frame.putInt(token).putInt(price);
        frame.putInt(1 + random.nextInt(500)).putInt(price - 7).putInt(random.nextInt(5_000_000));
        frame.putInt(random.nextInt(900_000)).putInt(random.nextInt(900_000));
        frame.putInt(price - 120).putInt(price + 400).putInt(price - 300).putInt(price - 55);
        frame.putInt(NOW).putInt(0).putInt(0).putInt(0).putInt(NOW + 1);
        for (int entry = 0; entry < DEPTH_ENTRIES; entry++) {
            int away = entry < DEPTH_ENTRIES / 2 ? -5 * (entry + 1) : 5 * (entry - DEPTH_ENTRIES / 2 + 1);
            frame.putInt(1 + random.nextInt(4_000)).putInt(price + away);
            frame.putShort((short) (1 + random.nextInt(40))).putShort((short) 0);
        }
    }
}
