package io.orra.tickstore;

import io.orra.kite.Frames;
import io.orra.kite.Tick;
import io.orra.kite.TickDecoder;
import io.orra.tickeragent.TenantTicks;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Frames as a tenant's feed hands them on. */
final class Packets {

    private static final int EXCHANGE_TIME = 60;
    private static final int VOLUME = 16;

    private Packets() {}

    static byte[] full(long token, long price, long volume, Instant at) {
        ByteBuffer packet = ByteBuffer.allocate(184).putInt((int) token).putInt((int) price);
        packet.putInt(VOLUME, (int) volume).putInt(EXCHANGE_TIME, (int) at.getEpochSecond());
        return packet.array();
    }

    static TenantTicks frame(UUID tenant, Instant received, byte[]... packets) {
        List<Tick> ticks = new ArrayList<>();
        new TickDecoder().decode(Frames.frame(packets), ticks::add);
        return new TenantTicks(tenant, received, ticks);
    }
}
