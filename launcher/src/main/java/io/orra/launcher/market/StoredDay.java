package io.orra.launcher.market;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Writes the stored ticks of a day as a recording, in the order and at the distances in which they arrived. */
public final class StoredDay {

    private static final ZoneId MARKET = ZoneId.of("Asia/Kolkata");
    private static final int FETCH = 10_000;
    private static final int MOST_PACKETS = 1000;
    private static final String TICKS = """
            select * from ticks where at >= ? and at < ?
            order by received_at, instrument_token, at, fingerprint, occurrence""";

    private final Connection connection;
    private final List<byte[]> packets = new ArrayList<>();
    private long messages;

    public StoredDay(Connection connection) {
        this.connection = connection;
    }

    /**
     * Writes the file, whole or not at all.
     *
     * @return how many ticks it holds; without any there is no file
     */
    public long write(LocalDate day, Path file) throws SQLException, IOException {
        Path whole = file.toAbsolutePath();
        Path part = Files.createTempFile(whole.getParent(), whole.getFileName().toString(), ".part");
        try {
            long ticks;
            try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
                out.write("ORRATK01".getBytes(StandardCharsets.US_ASCII));
                ticks = write(day, out);
            }
            if (ticks > 0) {
                Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
            }
            return ticks;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Messages that were written. */
    public long messages() {
        return messages;
    }

    private long write(LocalDate day, DataOutputStream out) throws SQLException, IOException {
        connection.setAutoCommit(false);
        try (PreparedStatement select = connection.prepareStatement(TICKS)) {
            select.setFetchSize(FETCH);
            select.setObject(1, midnight(day));
            select.setObject(2, midnight(day.plusDays(1)));
            DayPackets made = new DayPackets();
            Instant first = null;
            Instant now = null;
            long ticks = 0;
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Instant received =
                            rows.getObject("received_at", OffsetDateTime.class).toInstant();
                    first = first == null ? received : first;
                    if (!received.equals(now) || packets.size() == MOST_PACKETS) {
                        flush(out, first, now);
                        now = received;
                    }
                    packets.add(made.packet(rows));
                    ticks++;
                }
            }
            flush(out, first, now);
            return ticks;
        } finally {
            connection.rollback();
        }
    }

    private void flush(DataOutputStream out, Instant first, Instant at) throws IOException {
        if (packets.isEmpty()) {
            return;
        }
        out.writeInt((int) (at.toEpochMilli() - first.toEpochMilli()));
        out.writeInt(2 + packets.stream().mapToInt(packet -> 2 + packet.length).sum());
        out.writeShort(packets.size());
        for (byte[] packet : packets) {
            out.writeShort(packet.length);
            out.write(packet);
        }
        messages++;
        packets.clear();
    }

    private static OffsetDateTime midnight(LocalDate day) {
        return day.atStartOfDay(MARKET).toOffsetDateTime().withOffsetSameInstant(ZoneOffset.UTC);
    }
}
