package io.orra.benchmarks.pipeline;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import redis.clients.jedis.util.JedisURIHelper;

/** A subscriber that counts what comes on {@code ticker:*} by its sequence and times it by when it was due. */
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
    private final InputStream in;
    private final Thread thread;
    private final Map<String, Lane> lanes = new HashMap<>();
    private final Delays delays = new Delays();
    private long received;

    Receiver(URI redis) throws IOException {
        socket = new Socket(redis.getHost(), redis.getPort());
        in = new BufferedInputStream(socket.getInputStream(), 1 << 20);
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

    /** Begins to count anew, from sequence 1. */
    synchronized void reset() {
        lanes.clear();
        delays.clear();
        received = 0;
    }

    synchronized long received() {
        return received;
    }

    /** Ticks that later ones came without. */
    synchronized long missing() {
        return lanes.values().stream().mapToLong(lane -> lane.missing).sum();
    }

    synchronized long backwards() {
        return lanes.values().stream().mapToLong(lane -> lane.backwards).sum();
    }

    synchronized Delays.Summary delays() {
        return delays.summary();
    }

    private void receive() {
        try {
            while (true) {
                String line = line();
                if (line.startsWith("*4")) {
                    message();
                }
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void message() throws IOException {
        part();
        part();
        byte[] channel = part();
        byte[] tick = part();
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) % MICROS;
        String tenant = new String(channel, TENANT_AT, TENANT_LENGTH, StandardCharsets.US_ASCII);
        long sequence = number(tick, SEQUENCE);
        long due = number(tick, DUE);
        if (sequence < 0 || due < 0) {
            return;
        }
        synchronized (this) {
            received++;
            delays.add((now - due + MICROS) % MICROS);
            Lane lane = lanes.computeIfAbsent(tenant, one -> new Lane());
            if (sequence > lane.last) {
                lane.missing += sequence - lane.last - 1;
                lane.last = sequence;
            } else {
                lane.backwards++;
            }
        }
    }

    private static long number(byte[] text, byte[] name) {
        int at = 0;
        while (at + name.length < text.length) {
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
            at++;
        }
        return -1;
    }

    private byte[] part() throws IOException {
        byte[] bytes = in.readNBytes(Integer.parseInt(line().substring(1)));
        in.skipNBytes(2);
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int sign = in.read(); sign != '\n'; sign = in.read()) {
            if (sign < 0) {
                throw new IOException("Redis closed the connection");
            }
            if (sign != '\r') {
                line.append((char) sign);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
