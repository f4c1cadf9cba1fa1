package io.orra.simulators.kite.ticker;

import io.vertx.core.buffer.Buffer;

/** Unfragmented, unmasked frames from server to client. */
final class FrameWriter {
    private FrameWriter() {}

    /** A buffer that holds the frame's header and has room for the payload, which the caller appends. */
    static Buffer begin(int opcode, int payloadLength) {
        Buffer frame = Buffer.buffer(payloadLength + 10);
        frame.appendByte((byte) (0x80 | opcode));
        if (payloadLength < 126) {
            frame.appendByte((byte) payloadLength);
        } else if (payloadLength < 65_536) {
            frame.appendByte((byte) 126).appendUnsignedShort(payloadLength);
        } else {
            frame.appendByte((byte) 127).appendLong(payloadLength);
        }
        return frame;
    }

    static Buffer whole(int opcode, byte[] payload) {
        return begin(opcode, payload.length).appendBytes(payload);
    }
}
