package io.orra.simulators.kite.market;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Builds a real-looking list: NSE and BSE equities under their exchange tokens, indices, futures and options of NFO and
 * BFO, currency futures of CDS and BCD, commodity futures of MCX. The order and the tokens do not depend on the day; the
 * expiries do. A larger list is filled with further strikes of the index option chains.
 */
final class InstrumentList {
    private static final int NSE = 1;
    private static final int NFO = 2;
    private static final int CDS = 3;
    private static final int BSE = 4;
    private static final int BFO = 5;
    private static final int BCD = 6;
    private static final int MCX = 7;
    private static final int INDICES = 9;
    private static final int STOCK_FUTURES = 25;

    private final List<Instrument> rows = new ArrayList<>();
    private final List<LocalDate> expiries;
    private int nextDerivative = 35_001;

    private InstrumentList(LocalDate today) {
        expiries = Expiries.monthly(today, 3);
    }

    /** @param size at least this many rows; smaller values give the basic list of a few hundred */
    static List<Instrument> build(LocalDate today, int size) {
        InstrumentList list = new InstrumentList(today);
        list.equities();
        list.indices();
        list.futures("NIFTY", "NIFTY", 26_010.0, 0.1, 75, NFO, "NFO", 3);
        list.futures("BANKNIFTY", "BANKNIFTY", 58_420.0, 0.2, 35, NFO, "NFO", 3);
        list.stockFutures();
        list.chain("NIFTY", 26_000, 50, 75, NFO, "NFO", 0, 10);
        list.chain("BANKNIFTY", 58_400, 100, 35, NFO, "NFO", 0, 10);
        list.futures("SENSEX", "SENSEX", 85_100.0, 0.05, 20, BFO, "BFO", 3);
        list.chain("SENSEX", 85_000, 100, 20, BFO, "BFO", 0, 5);
        list.currencies();
        list.commodities();
        for (int ring = 11; list.rows.size() < size; ring++) {
            list.chain("NIFTY", 26_000, 50, 75, NFO, "NFO", ring, ring);
            list.chain("BANKNIFTY", 58_400, 100, 35, NFO, "NFO", ring, ring);
        }
        return List.copyOf(list.rows);
    }

    private void equities() {
        List<String[]> shares = shares();
        for (String[] f : shares) {
            equity(f, Integer.parseInt(f[2]), NSE, "NSE");
        }
        for (String[] f : shares) {
            equity(f, Integer.parseInt(f[3]), BSE, "BSE");
        }
    }

    private void equity(String[] f, int exchangeToken, int segment, String exchange) {
        double price = Double.parseDouble(f[4]);
        double tick = price < 250 ? 0.01 : price < 1000 ? 0.05 : price < 5000 ? 0.1 : 0.5;
        add(exchangeToken, segment, f[0], f[1], "", 0, tick, 1, "EQ", exchange, exchange, price);
    }

    private void indices() {
        index(1001, "NIFTY 50", "NSE", 25_950.0);
        index(1016, "NIFTY BANK", "NSE", 58_300.0);
        index(1007, "NIFTY FIN SERVICE", "NSE", 27_310.0);
        index(1015, "NIFTY IT", "NSE", 36_420.0);
        index(1035, "INDIA VIX", "NSE", 12.4);
        index(1125, "NIFTY MID SELECT", "NSE", 13_880.0);
        index(1, "SENSEX", "BSE", 84_950.0);
        index(1072, "BANKEX", "BSE", 65_610.0);
    }

    private void index(int exchangeToken, String symbol, String exchange, double price) {
        add(exchangeToken, INDICES, symbol, symbol, "", 0, 0, 0, "EQ", "INDICES", exchange, price);
    }

    private void stockFutures() {
        for (String[] f : shares().subList(0, STOCK_FUTURES)) {
            futures(f[0], f[0], Double.parseDouble(f[4]) * 1.004, 0.05, Integer.parseInt(f[5]), NFO, "NFO", 2);
        }
    }

    private void currencies() {
        futures("USDINR", "USDINR", 89.4525, 0.0025, 1, CDS, "CDS", 3);
        futures("EURINR", "EURINR", 103.255, 0.0025, 1, CDS, "CDS", 3);
        futures("GBPINR", "GBPINR", 117.6125, 0.0025, 1, CDS, "CDS", 3);
        futures("JPYINR", "JPYINR", 57.3075, 0.0025, 1, CDS, "CDS", 3);
        futures("USDINR", "USDINR", 89.455, 0.0025, 1, BCD, "BCD", 2);
    }

    private void commodities() {
        futures("GOLD", "GOLD", 124_310.0, 1, 100, MCX, "MCX", 3);
        futures("GOLDM", "GOLDM", 123_870.0, 1, 10, MCX, "MCX", 3);
        futures("SILVER", "SILVER", 155_420.0, 1, 30, MCX, "MCX", 2);
        futures("CRUDEOIL", "CRUDEOIL", 5_231.0, 1, 100, MCX, "MCX", 3);
        futures("NATURALGAS", "NATURALGAS", 402.3, 0.1, 1250, MCX, "MCX", 2);
        futures("COPPER", "COPPER", 1_004.5, 0.05, 2500, MCX, "MCX", 2);
        futures("ZINC", "ZINC", 302.1, 0.05, 5000, MCX, "MCX", 2);
    }

    private void futures(
            String root, String name, double price, double tick, int lot, int segment, String exchange, int months) {
        for (int month = 0; month < months; month++) {
            LocalDate expiry = expiries.get(month);
            String symbol = root + Expiries.inSymbol(expiry) + "FUT";
            double carried = price * (1 + 0.005 * month);
            add(
                    nextDerivative++,
                    segment,
                    symbol,
                    name,
                    expiry.toString(),
                    0,
                    tick,
                    lot,
                    "FUT",
                    exchange + "-FUT",
                    exchange,
                    carried);
        }
    }

    /** Calls and puts of the next expiry from the given ring of strikes around the money to the other. */
    private void chain(String root, int middle, int gap, int lot, int segment, String exchange, int from, int to) {
        LocalDate expiry = expiries.get(0);
        for (int ring = from; ring <= to; ring++) {
            option(root, middle + ring * gap, middle, lot, segment, exchange, expiry);
            if (ring > 0 && middle - ring * gap > 0) {
                option(root, middle - ring * gap, middle, lot, segment, exchange, expiry);
            }
        }
    }

    private void option(String root, int strike, int spot, int lot, int segment, String exchange, LocalDate expiry) {
        for (String type : List.of("CE", "PE")) {
            double intrinsic = Math.max(0, type.equals("CE") ? spot - strike : strike - spot);
            double price = intrinsic + Math.max(5, spot * 0.006 - Math.abs(strike - spot) * 0.1);
            String symbol = root + Expiries.inSymbol(expiry) + strike + type;
            add(
                    nextDerivative++,
                    segment,
                    symbol,
                    root,
                    expiry.toString(),
                    strike,
                    0.05,
                    lot,
                    type,
                    exchange + "-OPT",
                    exchange,
                    price);
        }
    }

    private void add(
            int exchangeToken,
            int segmentByte,
            String symbol,
            String name,
            String expiry,
            double strike,
            double tickSize,
            int lotSize,
            String type,
            String segment,
            String exchange,
            double price) {
        rows.add(new Instrument(
                exchangeToken << 8 | segmentByte,
                symbol,
                name,
                expiry,
                strike,
                tickSize,
                lotSize,
                type,
                segment,
                exchange,
                price));
    }

    private static List<String[]> shares() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(InstrumentList.class.getResourceAsStream("equities.csv")),
                StandardCharsets.UTF_8))) {
            return reader.lines().map(line -> line.split(",")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
