package io.orra.kite;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TickJsonTest {
    private static final DateTimeFormatter INDIAN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Kolkata"));

    @Test
    void writesLtp() {
        assertThat(json(Frames.ltp(738561, 154100)))
                .isEqualTo("{\"tradable\":true,\"mode\":\"ltp\",\"instrument_token\":738561,\"last_price\":1541.0}");
    }

    @Test
    void writesAQuoteWithTheOriginalsNamesAndOrder() {
        byte[] packet = Frames.packet(44, 408065, 157315, 5, 157000, 1234567, 900, 800, 156900, 157500, 156500, 156000);
        assertThat(json(packet))
                .isEqualTo("{\"tradable\":true,\"mode\":\"quote\",\"instrument_token\":408065,\"last_price\":1573.15,"
                        + "\"last_traded_quantity\":5,\"average_traded_price\":1570.0,\"volume_traded\":1234567,"
                        + "\"total_buy_quantity\":900,\"total_sell_quantity\":800,"
                        + "\"ohlc\":{\"open\":1569.0,\"high\":1575.0,\"low\":1565.0,\"close\":1560.0},"
                        + "\"change\":0.842949}");
    }

    @Test
    void writesAnIndexWithItsTime() {
        byte[] packet = Frames.packet(32, 256265, 2600197, 2600218, 2600100, 2600213, 2595000, 0, 1625461887);
        assertThat(json(packet))
                .isEqualTo("{\"tradable\":false,\"mode\":\"full\",\"instrument_token\":256265,\"last_price\":26001.97,"
                        + "\"ohlc\":{\"high\":26002.18,\"low\":26001.0,\"open\":26002.13,\"close\":25950.0},"
                        + "\"change\":0.20027,\"exchange_timestamp\":\"2021-07-05 10:41:27\"}");
    }

    @Test
    void writesAFullTickWithItsDepth() {
        ByteBuffer packet = ByteBuffer.wrap(
                Frames.packet(184, 408065, 157370, 1, 2, 3, 4, 5, 6, 7, 8, 0, 1625461880, 21, 22, 23, 1625461887));
        packet.putInt(64, 10).putInt(68, 157365).putShort(72, (short) 40_000);
        packet.putInt(124, 11).putInt(128, 157375).putShort(132, (short) 2);
        String none = ",{\"quantity\":0,\"price\":0.0,\"orders\":0}".repeat(4);
        assertThat(json(packet.array()))
                .isEqualTo("{\"tradable\":true,\"mode\":\"full\",\"instrument_token\":408065,\"last_price\":1573.7,"
                        + "\"last_traded_quantity\":1,\"average_traded_price\":0.02,\"volume_traded\":3,"
                        + "\"total_buy_quantity\":4,\"total_sell_quantity\":5,"
                        + "\"ohlc\":{\"open\":0.06,\"high\":0.07,\"low\":0.08,\"close\":0.0},\"change\":0,"
                        + "\"last_trade_time\":\"2021-07-05 10:41:20\",\"oi\":21,\"oi_day_high\":22,\"oi_day_low\":23,"
                        + "\"exchange_timestamp\":\"2021-07-05 10:41:27\","
                        + "\"depth\":{\"buy\":[{\"quantity\":10,\"price\":1573.65,\"orders\":40000}" + none
                        + "],\"sell\":[{\"quantity\":11,\"price\":1573.75,\"orders\":2}" + none + "]}}");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2, 0.0",
        "5, 2, 0.05",
        "50, 2, 0.5",
        "100, 2, 1.0",
        "4294967295, 2, 42949672.95",
        "4294967295, 7, 429.4967295",
        "823450000, 7, 82.345",
        "10000000, 7, 1.0",
        "1, 4, 0.0001",
        "-842949, 6, -0.842949",
        "-1, 6, -0.000001",
    })
    void writesDecimalsAsPythonDoes(long units, int decimals, String text) {
        assertThat(text(new JsonBytes().decimal(units, decimals))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "1625461887", "1709164800", "1709251199", "4107542399", "4294967295", "1735669799"})
    void writesIndianTimesAtTheEdges(long second) {
        assertThat(text(new JsonBytes().time(second)))
                .isEqualTo('"' + INDIAN.format(Instant.ofEpochSecond(second)) + '"');
    }

    @Test
    void writesIndianTimesAsTheJdkDoes() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            long second = random.nextLong(1L << 32);
            assertThat(text(new JsonBytes().time(second)))
                    .isEqualTo('"' + INDIAN.format(Instant.ofEpochSecond(second)) + '"');
        }
    }

    @Test
    void writesTheChangeInPercentRoundedToSixDigits() {
        Random random = new Random(8);
        for (int round = 0; round < 5_000; round++) {
            long last = random.nextLong(1L << 32);
            long close = 1 + random.nextLong((1L << 32) - 1);
            String json = json(Frames.packet(28, 256265, last, 0, 0, 0, close));
            BigDecimal change = new BigDecimal(json.substring(json.indexOf("change\":") + 8, json.length() - 1));
            BigDecimal expected = BigDecimal.valueOf(last - close)
                    .multiply(BigDecimal.valueOf(100))
                    .divide(BigDecimal.valueOf(close), 6, RoundingMode.HALF_UP);
            assertThat(change).isEqualByComparingTo(expected);
        }
    }

    private static String json(byte[] packet) {
        List<Tick> ticks = new ArrayList<>();
        new TickDecoder().decode(Frames.frame(packet), ticks::add);
        return new String(new TickJson().encode(ticks.get(0)), StandardCharsets.UTF_8);
    }

    private static String text(JsonBytes bytes) {
        return new String(bytes.toArray(), StandardCharsets.US_ASCII);
    }
}
