package io.orra.simulators.kite.market;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** The instruments call's CSV of exactly 12 columns, plain and compressed, written once per list. */
public final class InstrumentDump {
    private static final String HEADER = "instrument_token,exchange_token,tradingsymbol,name,last_price,expiry,strike,"
            + "tick_size,lot_size,instrument_type,segment,exchange\n";

    private final List<Instrument> instruments;
    private final Set<String> exchanges;
    private final Map<String, byte[]> plain = new HashMap<>();
    private final Map<String, byte[]> compressed = new HashMap<>();

    InstrumentDump(List<Instrument> instruments) {
        this.instruments = instruments;
        this.exchanges = instruments.stream().map(Instrument::exchange).collect(Collectors.toUnmodifiableSet());
    }

    public boolean knows(String exchange) {
        return exchanges.contains(exchange);
    }

    /** @param exchange null for all */
    public byte[] csv(String exchange) {
        return plain.computeIfAbsent(String.valueOf(exchange), key -> write(exchange));
    }

    /** @param exchange null for all */
    public byte[] gzip(String exchange) {
        return compressed.computeIfAbsent(String.valueOf(exchange), key -> compress(csv(exchange)));
    }

    private byte[] write(String exchange) {
        StringBuilder csv = new StringBuilder(HEADER);
        for (Instrument one : instruments) {
            if (exchange == null || exchange.equals(one.exchange())) {
                csv.append(Integer.toUnsignedString(one.token())).append(',');
                csv.append(one.exchangeToken()).append(',');
                csv.append(one.symbol()).append(',');
                csv.append(one.name()).append(",0.0,");
                csv.append(one.expiry()).append(',');
                csv.append(one.strike()).append(',');
                csv.append(one.tickSize()).append(',');
                csv.append(one.lotSize()).append(',');
                csv.append(one.type()).append(',');
                csv.append(one.segment()).append(',');
                csv.append(one.exchange()).append('\n');
            }
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] compress(byte[] csv) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(csv);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
