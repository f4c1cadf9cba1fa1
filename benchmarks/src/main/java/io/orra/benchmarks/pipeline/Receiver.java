package io.orra.benchmarks.pipeline;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * A subscriber that counts what comes on {@code ticker:*} by its sequence and times it by when it was due. It makes no
 * garbage and little work of a message, since it runs beside what it measures.
 */
final class Receiver implements AutoCloseable {
    private static final byte[] SEQUENCE = "\"last_traded_quantity\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DUE = "\"oi\":".getBytes(StandardCharsets.US_ASCII);
    private static final int TENANT_AT = "ticker:".length();
    private static final int TENANT_LENGTH = 36;
    private static final long MICROS = 1L << 32;

    /** What came of one tenant. */
    private static final class Lane {
        private long last;
        private long missing;
        private long backwards;
    }

    private final Socket socket;
    private final RespReader in;
    private final Thread thread;
    private final Map<String, Lane> lanes = new HashMap<>();
    private final Delays delays = new Delays();
    private byte[] tenant = {};
    private Lane lane;
    private long received;

    Receiver(URI redis) throws IOException {
        socket = new Socket(redis.getHost(), redis.getPort());
        in = new RespReader(socket.getInputStream());
        String password = JedisURIHelper.getPassword(redis);
        StringBuilder hello = new StringBuilder();
        if (password != null) {
            hello.append("AUTH ").append(password).append("\r\n");
        }
        hello.append("PSUBSCRIBE ticker:*\r\n");
        socket.getOutputStream().write(hello.toString().getBytes(StandardCharsets.US_ASCII));
        thread = new Thread(this::receive, "receiver");
        thread.setDaemon(true);
        thread.start();
    }

    /** Begins to count anew, from sequence 1, what these tenants get. */
    synchronized void reset(Collection<String> tenants) {
        lanes.clear();
        tenants.forEach(each -> lanes.put(each, new Lane()));
        tenant = new byte[] {};
        delays.clear();
        received = 0;
    }

    synchronized long received() {
        return received;
    }

    /** Ticks that later ones came without. */
    synchronized long missing() {
        return lanes.values().stream().mapToLong(one -> one.missing).sum();
    }

    synchronized long backwards() {
        return lanes.values().stream().mapToLong(one -> one.backwards).sum();
    }

    synchronized Delays.Summary delays() {
        return delays.summary();
    }

    private void receive() {
        try {
            while (true) {
                if (in.line('*') == 4) {
                    in.part();
                    in.part();
                    message();
                }
            }
        } catch (IOException closed) {
            return;
        }
    }

    private synchronized void message() throws IOException {
        in.part();
        lane(in.bytes(), in.at() + TENANT_AT);
        in.part();
        long sequence = lane == null ? -1 : number(SEQUENCE);
        long due = number(DUE);
        if (sequence < 0 || due < 0) {
            return;
        }
        received++;
        delays.add((in.micros() - due + MICROS) % MICROS);
        if (sequence > lane.last) {
            lane.missing += sequence - lane.last - 1;
            lane.last = sequence;
        } else {
            lane.backwards++;
        }
    }

    /** Null for a tenant that is not counted. Ticks come by the frame, so mostly it is the one of before. */
    private void lane(byte[] bytes, int at) {
        if (!java.util.Arrays.equals(tenant, 0, tenant.length, bytes, at, at + TENANT_LENGTH)) {
            tenant = java.util.Arrays.copyOfRange(bytes, at, at + TENANT_LENGTH);
            lane = lanes.get(new String(tenant, StandardCharsets.US_ASCII));
        }
    }

    /** The number behind the name in the present part; -1 without one. */
    private long number(byte[] name) {
        byte[] text = in.bytes();
        int end = in.at() + in.length() - name.length;
        for (int at = in.at(); at < end; at++) {
            int same = 0;
            while (same < name.length && text[at + same] == name[same]) {
                same++;
            }
            if (same == name.length) {
                long value = 0;
                for (int digit = at + same; text[digit] >= '0' && text[digit] <= '9'; digit++) {
                    value = value * 10 + text[digit] - '0';
                }
                return value;
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
