package io.orra.simulators.kite.ticker;

import io.vertx.core.buffer.Buffer;

/** Puts a client's masked frames together and hands on whole messages. */
final class FrameReader {
    /** Takes whole messages; control frames come between the fragments of others. */
    interface Messages {
        void message(int opcode, byte[] payload);

        /** The peer broke the protocol; nothing more is read. */
        void broken();
    }

    private static final long LARGEST = 1L << 20;

    private final Messages messages;
    private Buffer pending = Buffer.buffer();
    private Buffer fragments;
    private int fragmentedOpcode;
    private boolean stopped;

    FrameReader(Messages messages) {
        this.messages = messages;
    }

    void read(Buffer chunk) {
        pending.appendBuffer(chunk);
        int at = 0;
        int used = frame(at);
        while (used > 0 && !stopped) {
            at += used;
            used = frame(at);
        }
        pending = at == 0 ? pending : pending.getBuffer(at, pending.length());
    }

    /** @return bytes that the frame at the position took, or 0 while it is not there as a whole */
    private int frame(int at) {
        int available = pending.length() - at;
        if (available < 2) {
            return 0;
        }
        int first = pending.getByte(at);
        int second = pending.getByte(at + 1);
        int shortLength = second & 0x7f;
        int lengthBytes = shortLength == 126 ? 2 : shortLength == 127 ? 8 : 0;
        if (available < 2 + lengthBytes) {
            return 0;
        }
        long length = lengthBytes == 0
                ? shortLength
                : lengthBytes == 2 ? pending.getUnsignedShort(at + 2) : pending.getLong(at + 2);
        boolean masked = (second & 0x80) != 0;
        if (!masked || length < 0 || length > LARGEST || (first & 0x70) != 0) {
            stopped = true;
            messages.broken();
            return 0;
        }
        int head = 2 + lengthBytes + 4;
        if (available < head + length) {
            return 0;
        }
        byte[] payload = unmasked(at + head, (int) length);
        deliver((first & 0x80) != 0, first & 0x0f, payload);
        return head + (int) length;
    }

    private byte[] unmasked(int from, int length) {
        byte[] payload = pending.getBytes(from, from + length);
        for (int i = 0; i < length; i++) {
            payload[i] ^= pending.getByte(from - 4 + (i & 3));
        }
        return payload;
    }

    private void deliver(boolean last, int opcode, byte[] payload) {
        if (opcode >= Opcode.CLOSE || last && opcode != Opcode.CONTINUATION) {
            messages.message(opcode, payload);
            return;
        }
        if (opcode != Opcode.CONTINUATION) {
            fragmentedOpcode = opcode;
            fragments = Buffer.buffer();
        }
        if (fragments == null || fragments.length() + payload.length > LARGEST) {
            stopped = true;
            messages.broken();
            return;
        }
        fragments.appendBytes(payload);
        if (last) {
            byte[] whole = fragments.getBytes();
            fragments = null;
            messages.message(fragmentedOpcode, whole);
        }
    }
}
