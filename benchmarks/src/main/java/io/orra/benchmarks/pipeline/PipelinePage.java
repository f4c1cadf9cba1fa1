package io.orra.benchmarks.pipeline;

import io.orra.benchmarks.Machine;
import io.orra.benchmarks.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The page of {@link PipelineLoad}, with its goals beside what came out. */
final class PipelinePage {
    private static final double P99_GOAL_MILLIS = 10;
    private static final double GROWTH_GOAL = 0.10;
    private static final double ORIGINAL_GOAL = 10;
    private static final double SHARE_GOAL = 0.6;

    private final Report report;
    private final List<PipelineRow> each = new ArrayList<>();
    private final List<PipelineRow> shared = new ArrayList<>();
    private double top;

    PipelinePage(Machine machine, String serverOptions, String arguments) {
        report = new Report(
                        "From the broker's feed to a subscriber",
                        machine,
                        "Everything on this machine: simulated broker, Payara with the EAR (" + serverOptions
                                + "), Redis, PostgreSQL, Artemis, the subscriber. Open loop: frames are due every 5 ms,"
                                + " and a packet is timed from when its frame was due to its receipt. Cost by tenants: runs until"
                                + " the server has done compiling, then the one in the middle of three.",
                        "java -cp 'benchmarks/target/classes:benchmarks/target/lib/*' " + PipelineLoad.class.getName()
                                + " " + arguments)
                .head(
                        "tenants",
                        "ticks/s",
                        "sent",
                        "lost",
                        "p50 ms",
                        "p99 ms",
                        "max ms",
                        "CPU s a million ticks, server",
                        "Redis",
                        "MB allocated a million ticks",
                        "");
    }

    /** At the rate of three connections' ceiling. */
    void row(PipelineRow row) {
        String verdict = row.whole() && row.delays().p99() < P99_GOAL_MILLIS ? "goal kept" : "goal missed";
        row(row, "nothing lost, p99 under 10 ms: " + verdict);
    }

    /** Each tenant brings what one connection can carry. */
    void each(PipelineRow row) {
        each.add(row);
        row(row, "cost by tenants: as much for each");
    }

    /** All tenants share three connections' ceiling. */
    void shared(PipelineRow row) {
        shared.add(row);
        row(row, "cost by tenants: the same in all");
    }

    void highest(PipelineRow row) {
        top = Math.max(top, row.whole() ? row.rate() : 0);
        row(row, "highest without loss");
    }

    private void row(PipelineRow row, String what) {
        report.row(
                Integer.toString(row.tenants()),
                String.format(Locale.ROOT, "%,.0f", row.rate()),
                String.format(Locale.ROOT, "%,d", row.sent()),
                String.format(Locale.ROOT, "%,d", row.sent() - row.received()),
                String.format(Locale.ROOT, "%.2f", row.delays().median()),
                String.format(Locale.ROOT, "%.2f", row.delays().p99()),
                String.format(Locale.ROOT, "%.1f", row.delays().max()),
                String.format(Locale.ROOT, "%.2f", row.serverSecondsAMillion()),
                String.format(Locale.ROOT, "%.2f", row.redis().cpuSeconds() / row.received() * 1e6),
                String.format(Locale.ROOT, "%,.0f", row.bytesAMillion() / 1e6),
                what);
    }

    void otherWays(double original, OriginalWay.Bare bare, double publisher) {
        report.text("");
        report.text(String.format(
                Locale.ROOT,
                "From %d to %d tenants, each with one connection's ceiling, the server's CPU a tick changes by %+.0f %% and"
                        + " what it allocates by %+.0f %% (goal: at most +10 %%, %s). When tenants share one load, each"
                        + " frame holds so much fewer ticks: then CPU changes by %+.0f %%, allocation by %+.0f %% (%s).",
                each.get(0).tenants(),
                each.get(each.size() - 1).tenants(),
                100 * cpuGrowth(each),
                100 * bytesGrowth(each),
                grownLittle(each),
                100 * cpuGrowth(shared),
                100 * bytesGrowth(shared),
                grownLittle(shared)));
        report.text(String.format(
                Locale.ROOT,
                "The original's way, one thread (official parser, one JSON encoding and one blocking PUBLISH a tick):"
                        + " %,.0f ticks/s; Orra's highest rate without loss is %.1f times that (goal %.0f times, %s).",
                original,
                top / original,
                ORIGINAL_GOAL,
                kept(top >= ORIGINAL_GOAL * original)));
        report.text(String.format(
                Locale.ROOT,
                "Pipelined PUBLISH of 900 bytes alone, without a subscriber (%s): %,.0f/s. Orra's publisher alone, from"
                        + " ticks in memory, reaches %,.0f ticks/s, %.2f of it (goal %.1f, %s); the whole way on these"
                        + " cores, with broker, storage and subscriber, %.2f. For the share of bare COPY see"
                        + " [tick-storage.md](tick-storage.md).",
                bare.how(),
                bare.rate(),
                publisher,
                publisher / bare.rate(),
                SHARE_GOAL,
                kept(publisher >= SHARE_GOAL * bare.rate()),
                top / bare.rate()));
    }

    /** @param peakMiB most that the server had in memory since it was started */
    void memory(long peakMiB) {
        report.text(String.format(
                Locale.ROOT,
                "The server's resident memory under all of this: %,d MiB at its highest. At rest: [start.md](start.md).",
                peakMiB));
    }

    private static double cpuGrowth(List<PipelineRow> rows) {
        return rows.get(rows.size() - 1).serverSecondsAMillion() / rows.get(0).serverSecondsAMillion() - 1;
    }

    private static double bytesGrowth(List<PipelineRow> rows) {
        return rows.get(rows.size() - 1).bytesAMillion() / rows.get(0).bytesAMillion() - 1;
    }

    private static String grownLittle(List<PipelineRow> rows) {
        return kept(cpuGrowth(rows) <= GROWTH_GOAL && bytesGrowth(rows) <= GROWTH_GOAL);
    }

    private static String kept(boolean kept) {
        return kept ? "kept" : "missed";
    }

    void write(Path home) throws IOException {
        report.write(home, "pipeline.md");
    }
}
