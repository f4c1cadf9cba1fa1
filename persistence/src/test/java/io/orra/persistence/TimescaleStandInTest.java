package io.orra.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.marketdata.MinuteArchive;
import io.orra.marketdata.TickArchive;
import io.orra.marketdata.TickRows;
import io.orra.marketdata.TickWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The market schema's branch for TimescaleDB, where there is none: an entry in the catalogue and functions of its names
 * stand in for it, and the two clauses that only it can parse are left out. So statements, grants and the application's
 * calls of this branch are run; what TimescaleDB itself makes of them is not.
 */
class TimescaleStandInTest {
    private static final String TICKS = "V2__ticks.sql";
    private static final String CANDLES = "V3__candles.sql";
    private static final List<String> MIGRATIONS = List.of(
            "V1__instruments.sql", TICKS, CANDLES, "V4__gaps.sql", "V5__tick_sources.sql", "V6__stream_owners.sql");
    private static final String[] STAND_INS = {
        "grant usage, create on schema public to " + TestDatabase.OWNER,
        "set allow_system_table_mods = on",
        "insert into pg_extension values (99999, 'timescaledb', 10, 'public'::regnamespace, false, '2.28')",
        "create function create_hypertable(regclass, name, chunk_time_interval interval) returns text"
                + " language sql return 'made'",
        "create function add_compression_policy(regclass, interval) returns integer language sql return 1",
        "create function add_continuous_aggregate_policy(regclass, start_offset interval, end_offset interval,"
                + " schedule_interval interval) returns integer language sql return 1",
        "create function drop_chunks(regclass, timestamptz) returns setof text language sql as"
                + " $$select 'chunk of ' || $1 where $2 < now() - interval '10 days'$$",
        "create function time_bucket(interval, timestamptz) returns timestamptz immutable"
                + " language sql return date_bin($1, $2, 'epoch')",
        "create function earlier(bigint[], bigint, timestamptz) returns bigint[] immutable language sql return"
                + " case when $1 is null or extract(epoch from $3) < $1[2]"
                + " then array[$2, extract(epoch from $3)::bigint] else $1 end",
        "create function later(bigint[], bigint, timestamptz) returns bigint[] immutable language sql return"
                + " case when $1 is null or extract(epoch from $3) >= $1[2]"
                + " then array[$2, extract(epoch from $3)::bigint] else $1 end",
        "create function its_value(bigint[]) returns bigint immutable language sql return $1[1]",
        "create aggregate first(bigint, timestamptz) (sfunc = earlier, stype = bigint[], finalfunc = its_value)",
        "create aggregate last(bigint, timestamptz) (sfunc = later, stype = bigint[], finalfunc = its_value)",
    };

    private TestDatabase database;

    @BeforeEach
    void migrate() throws Exception {
        database = TestDatabase.empty("timescale_stand_in");
        database.prepare(STAND_INS);
        try (Connection owner = database.connect(TestDatabase.OWNER);
                Statement statement = owner.createStatement()) {
            for (String migration : MIGRATIONS) {
                statement.execute(understood(migration));
            }
        }
    }

    private static String understood(String migration) throws IOException {
        String text;
        try (InputStream in = TimescaleStandInTest.class.getResourceAsStream("/db/market/" + migration)) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("${market_role}", TestDatabase.AGENT);
        }
        Map<String, String> leftOut =
                switch (migration) {
                    case TICKS -> Map.of("(?s)alter table ticks set \\(timescaledb\\..*?\\)\\$", "select 1\\$");
                    case CANDLES ->
                        Map.of(
                                "(?s)create materialized view tick_minutes\\s+with \\(timescaledb\\..*?\\) as",
                                "create view tick_minutes as",
                                "from ticks group by 1, 2 with no data",
                                "from ticks group by 1, 2");
                    default -> Map.of();
                };
        for (var clause : leftOut.entrySet()) {
            assertThat(text).containsPattern(clause.getKey());
            text = text.replaceFirst(clause.getKey(), clause.getValue());
        }
        return text;
    }

    @Test
    void ticksAreStoredAndReadAsMinutesAndDroppedByTheApplicationsRole() throws SQLException {
        TickArchive archive = new TickArchive(database.dataSource(TestDatabase.AGENT));
        assertThat(archive.onTimescale()).isTrue();
        archive.makeRoom(LocalDate.now(ZoneOffset.UTC), 4);

        Instant minute = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 60 * 60 - 600);
        TickRows rows = new TickRows();
        add(rows, minute.plusSeconds(1), 100);
        add(rows, minute.plusSeconds(2), 130);
        add(rows, minute.plusSeconds(3), 110);
        try (TickWriter writer = new TickWriter(database.dataSource(TestDatabase.AGENT))) {
            assertThat(writer.write(rows)).isEqualTo(3);
            assertThat(writer.write(rows)).as("all there already").isZero();
        }

        assertThat(minutes()).containsExactly("100 130 100 110");
        MinuteArchive minutes = new MinuteArchive(database.dataSource(TestDatabase.AGENT));
        assertThat(minutes.materialize(Instant.now())).isZero();
        minutes.dropBefore(LocalDate.now(ZoneOffset.UTC).minusDays(30));
        assertThat(archive.dropBefore(LocalDate.now(ZoneOffset.UTC).minusDays(30)))
                .isEqualTo(1);
        assertThat(archive.dropBefore(LocalDate.now(ZoneOffset.UTC))).isZero();
    }

    private static void add(TickRows rows, Instant at, long price) {
        long micros = at.getEpochSecond() * 1_000_000;
        rows.tick(408_065, at.getEpochSecond(), price, micros, price, 0, 0);
        rows.noTrades();
        rows.noDepth();
    }

    private List<String> minutes() throws SQLException {
        try (Connection agent = database.connect(TestDatabase.AGENT);
                Statement select = agent.createStatement();
                ResultSet row = select.executeQuery("select open, high, low, close from shown_minutes(408065,"
                        + " now() - interval '1 hour', now())")) {
            List<String> shown = new java.util.ArrayList<>();
            while (row.next()) {
                shown.add(row.getLong(1) + " " + row.getLong(2) + " " + row.getLong(3) + " " + row.getLong(4));
            }
            return shown;
        }
    }
}
