package io.orra.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orra.persistence.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class InstrumentImportTest {

    private static final String HEADER = "instrument_token,exchange_token,tradingsymbol,name,last_price,expiry,strike,"
            + "tick_size,lot_size,instrument_type,segment,exchange\n";
    private static final String INFY = "408065,1594,INFY,INFOSYS,0.0,,0.0,0.05,1,EQ,NSE,NSE\n";
    private static final String QUOTED =
            "12550914,49027,NIFTY26NOV26000CE,\"NIFTY, THE 50\",0.0,2026-11-24,26000.0,0.05,75,CE,NFO-OPT,NFO\n";
    private static final String DOLLAR =
            "9000195,35157,USDINR26NOVFUT,USDINR,0.0,2026-11-26,0.0,0.0025,1,FUT,CDS-FUT,CDS\n";
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final Instant NOW = Instant.parse("2026-11-23T03:05:00Z");

    private final DataSource database = TestDatabase.market().dataSource(TestDatabase.AGENT);
    private final InstrumentImport imports = new InstrumentImport(database);
    private final InstrumentCatalog catalog = new InstrumentCatalog(database);

    @Test
    void aListIsTakenOverFieldByField() throws IOException {
        assertThat(catalog.filled()).isFalse();
        assertThat(take(INFY, QUOTED, DOLLAR)).isEqualTo(new InstrumentImport.Outcome(3, 3, 0, 0));
        assertThat(imports.newest()).hasValue(DAY);
        assertThat(catalog.filled()).isTrue();
        assertThat(search("nifty26nov"))
                .containsExactly(new ListedInstrument(
                        12_550_914,
                        49_027,
                        "NIFTY26NOV26000CE",
                        "NIFTY, THE 50",
                        LocalDate.of(2026, 11, 24),
                        new BigDecimal("26000.0"),
                        new BigDecimal("0.05"),
                        75,
                        "CE",
                        "NFO-OPT",
                        "NFO",
                        false));
        assertThat(catalog.tokens(List.of("NSE:INFY", "BSE:INFY", "CDS:USDINR26NOVFUT")))
                .isEqualTo(Map.of("NSE:INFY", 408_065L, "CDS:USDINR26NOVFUT", 9_000_195L));
        assertThat(catalog.known(List.of(408_065L, 1L))).isEqualTo(Set.of(408_065L));
    }

    @Test
    void whatTheListHasNoMoreIsMarkedAndWhatDidNotChangeIsNotWritten() throws IOException {
        take(INFY, QUOTED, DOLLAR);
        assertThat(take(INFY, DOLLAR.replace("0.0025", "0.005"))).isEqualTo(new InstrumentImport.Outcome(2, 1, 1, 0));
        assertThat(search("nifty")).isEmpty();
        assertThat(catalog.search(new InstrumentQuery("nifty", null, null, null, true, 0, 10)))
                .singleElement()
                .matches(ListedInstrument::expired);
        assertThat(catalog.known(List.of(12_550_914L))).isEmpty();
        assertThat(take(INFY, QUOTED, DOLLAR).changed()).isEqualTo(2);
        assertThat(search("nifty")).singleElement().matches(one -> !one.expired());
    }

    @Test
    void aRowThatCannotBeReadIsLeftOutAndCounted() throws IOException {
        String broken = "0,1594,BAD,BAD,0.0,,0.0,0.05,1,EQ,NSE,NSE\nx,1,BAD,BAD,0.0,2026-13-01,0.0,0.05,1,EQ,NSE,NSE\n";
        assertThat(take(INFY, broken)).isEqualTo(new InstrumentImport.Outcome(1, 1, 0, 2));
    }

    @Test
    void anotherHeaderAnEmptyListAndOneThatShrankAreRefusedAndChangeNothing() throws IOException {
        take(INFY, QUOTED, DOLLAR);
        assertThatThrownBy(() -> run(HEADER.replace("name", "company") + INFY))
                .isInstanceOf(MarketDatabaseException.class);
        assertThatThrownBy(() -> run(HEADER)).isInstanceOf(ImplausibleListException.class);
        take(INFY, QUOTED, DOLLAR, INFY.replace("408065", "408321"), INFY.replace("408065", "408577"));
        assertThatThrownBy(() -> run(HEADER + INFY)).isInstanceOf(ImplausibleListException.class);
        assertThat(catalog.known(List.of(12_550_914L))).isNotEmpty();
    }

    @Test
    void aSourceThatBreaksInTheMidstChangesNothing() throws IOException {
        take(INFY);
        InputStream breaking = new InputStream() {
            private final InputStream start =
                    new ByteArrayInputStream((HEADER + QUOTED).getBytes(StandardCharsets.UTF_8));

            @Override
            public int read() throws IOException {
                int next = start.read();
                if (next < 0) {
                    throw new IOException("the line is gone");
                }
                return next;
            }
        };
        assertThatThrownBy(() -> imports.run(breaking, DAY, NOW)).isInstanceOf(Exception.class);
        assertThat(catalog.known(List.of(408_065L, 12_550_914L))).isEqualTo(Set.of(408_065L));
    }

    @Test
    void whileOneImportsAnotherLeavesIt() throws Exception {
        try (Connection other = database.getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("select pg_advisory_xact_lock(" + 0x6f72_7261_0001L + ")");
            assertThat(run(HEADER + INFY)).isEmpty();
            other.rollback();
        }
        assertThat(run(HEADER + INFY)).isPresent();
    }

    @Test
    void aHundredThousandRowsAreTakenOver() throws IOException {
        StringBuilder csv = new StringBuilder(HEADER);
        for (int i = 1; i <= 100_000; i++) {
            csv.append(i << 8 | 2).append(',').append(i).append(",NIFTY26NOV").append(i);
            csv.append("CE,NIFTY,0.0,2026-11-24,").append(i).append(".0,0.05,75,CE,NFO-OPT,NFO\n");
        }
        long start = System.nanoTime();
        assertThat(run(csv.toString()).orElseThrow().listed()).isEqualTo(100_000);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.println("100,000 instruments imported in " + took.toMillis() + " ms");
        assertThat(catalog.search(new InstrumentQuery("NIFTY26NOV99", null, "CE", null, false, 0, 5)))
                .hasSize(5);
    }

    @Test
    void signsOfAPatternAreTakenAsThemselves() throws IOException {
        take(INFY, "12,1,M&M_50%,MAHINDRA,0.0,,0.0,0.05,1,EQ,NSE,NSE\n");
        assertThat(search("m&m_50%")).hasSize(1);
        assertThat(search("%")).isEmpty();
        assertThat(search("i_fy")).isEmpty();
    }

    private List<ListedInstrument> search(String text) {
        return catalog.search(new InstrumentQuery(text, null, null, null, false, 0, 10));
    }

    private InstrumentImport.Outcome take(String... rows) throws IOException {
        return run(HEADER + String.join("", rows)).orElseThrow();
    }

    private java.util.Optional<InstrumentImport.Outcome> run(String csv) throws IOException {
        return imports.run(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), DAY, NOW);
    }
}
