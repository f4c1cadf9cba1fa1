package io.orra.simulators.kite.market;

/** Walks over the packets of one binary ticker message: uint16 count, then uint16 length and body each. */
final class Packets {
    private final byte[] frame;
    private int left;
    private int offset = 2;
    private int length;

    Packets(byte[] frame) {
        this.frame = frame;
        this.left = frame.length < 2 ? 0 : uint16(0);
    }

    /** @return false at the end, and at a packet that is cut off */
    boolean next() {
        offset += length;
        if (left == 0 || offset + 2 > frame.length) {
            return false;
        }
        left--;
        length = uint16(offset);
        offset += 2;
        return length >= 8 && offset + length <= frame.length;
    }

    int offset() {
        return offset;
    }

    int length() {
        return length;
    }

    int token() {
        return uint16(offset) << 16 | uint16(offset + 2);
    }

    private int uint16(int at) {
        return (frame[at] & 0xff) << 8 | frame[at + 1] & 0xff;
    }
}
