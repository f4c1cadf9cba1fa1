package io.orra.benchmarks.kite;

import io.orra.benchmarks.Machine;
import io.orra.benchmarks.Report;
import io.orra.kite.Tick;
import io.orra.kite.TickDecoder;
import io.orra.launcher.Home;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Full packets of 3,000 instruments, a connection's limit, in one frame: Orra's decoder beside the official client's.
 *
 * <p>{@code TickDecoderBenchmark [forks] [iterations] [seconds]}; writes docs/benchmarks/tick-decoder.md.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class TickDecoderBenchmark {
    static final int INSTRUMENTS = 3_000;

    private static final double GOAL = 20;
    private static final long SEED = 42;
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private byte[] frame;
    private TickDecoder decoder;
    private SdkParser sdk;

    /** Both must read the same from the frame, or a figure means nothing. */
    @Setup(Level.Trial)
    public void prepare() {
        frame = FullFrame.of(INSTRUMENTS, SEED);
        decoder = new TickDecoder();
        sdk = new SdkParser();
        List<Tick> ours = new ArrayList<>();
        decoder.decode(frame, ours::add);
        var theirs = sdk.parse(frame);
        for (int i = 0; i < INSTRUMENTS; i++) {
            boolean same = ours.get(i).instrumentToken() == theirs.get(i).getInstrumentToken()
                    && ours.get(i).lastPriceUnits()
                            == Math.round(theirs.get(i).getLastTradedPrice()
                                    * ours.get(i).divisor());
            if (!same || ours.size() != theirs.size()) {
                throw new IllegalStateException("the decoders do not read the same");
            }
        }
    }

    /** What the ticker agent pays before it looks at a tick: it reads only the fields that it needs. */
    @Benchmark
    @OperationsPerInvocation(INSTRUMENTS)
    public void orra(Blackhole hole) {
        decoder.decode(frame, hole::consume);
    }

    /** Every field of every tick, prices as the exact units that Orra stores and writes; the tick is kept. */
    @Benchmark
    @OperationsPerInvocation(INSTRUMENTS)
    public void orraEveryField(Blackhole hole) {
        decoder.decode(frame, tick -> {
            hole.consume(tick);
            hole.consume(EveryField.units(tick));
        });
    }

    /** The same with each price divided into a binary fraction, as the official client makes them and Orra never does. */
    @Benchmark
    @OperationsPerInvocation(INSTRUMENTS)
    public void orraEveryFieldInRupees(Blackhole hole) {
        decoder.decode(frame, tick -> {
            hole.consume(tick);
            hole.consume(EveryField.rupees(tick));
        });
    }

    @Benchmark
    @OperationsPerInvocation(INSTRUMENTS)
    public void official(Blackhole hole) {
        hole.consume(sdk.parse(frame));
    }

    public static void main(String[] arguments) throws RunnerException, IOException {
        Home home = Home.find();
        int forks = argument(arguments, 0, 2);
        int iterations = argument(arguments, 1, 5);
        int seconds = argument(arguments, 2, 2);
        Machine machine = Machine.here();
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(TickDecoderBenchmark.class.getName() + "\\..*")
                        .forks(forks)
                        .warmupIterations(iterations)
                        .warmupTime(TimeValue.seconds(seconds))
                        .measurementIterations(iterations)
                        .measurementTime(TimeValue.seconds(seconds))
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
        write(home, machine, results, forks + " forks, " + iterations + " iterations of " + seconds + " s each");
    }

    private static void write(Home home, Machine machine, Collection<RunResult> results, String how)
            throws IOException {
        double official = score(results, "official");
        Report report = new Report(
                        "Decoding the broker's feed",
                        machine,
                        "JMH, throughput, gc profiler, " + how + "; official client kiteconnect 3.5.1.",
                        "java -cp 'benchmarks/target/classes:benchmarks/target/lib/*' "
                                + TickDecoderBenchmark.class.getName())
                .text("One frame with full packets of " + INSTRUMENTS
                        + " NSE instruments, one thread. The official client reads"
                        + " every field and builds objects of them; Orra's tick is a view on the frame, so a row in"
                        + " which all its fields are read is the one to compare. Prices are exact whole units in"
                        + " Orra; the second row makes binary fractions of them too, as the official client does.")
                .head("decoder", "ticks/s", "± 99.9 %", "bytes allocated/tick", "to the official client");
        row(report, results, "orraEveryField", "Orra, every field read", official);
        row(
                report,
                results,
                "orraEveryFieldInRupees",
                "Orra, every field read, prices divided into fractions",
                official);
        row(report, results, "orra", "Orra, ticks handed on unread", official);
        row(report, results, "official", "official client, parseBinary", official);
        double times = score(results, "orraEveryField") / official;
        report.text("");
        report.text(String.format(
                Locale.ROOT, "Goal: 20 times the official client's rate, %s.", times >= GOAL ? "kept" : "missed"));
        report.write(home.path(), "tick-decoder.md");
    }

    private static void row(Report report, Collection<RunResult> results, String name, String shown, double official) {
        RunResult result = named(results, name);
        double score = result.getPrimaryResult().getScore();
        report.row(
                shown,
                String.format(Locale.ROOT, "%,.0f", score),
                String.format(Locale.ROOT, "%,.0f", result.getPrimaryResult().getScoreError()),
                String.format(
                        Locale.ROOT,
                        "%.1f",
                        result.getSecondaryResults().get(ALLOCATED).getScore()),
                String.format(Locale.ROOT, "%.1f×", score / official));
    }

    private static double score(Collection<RunResult> results, String name) {
        return named(results, name).getPrimaryResult().getScore();
    }

    private static RunResult named(Collection<RunResult> results, String name) {
        return results.stream()
                .filter(result -> result.getPrimaryResult().getLabel().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static int argument(String[] arguments, int at, int otherwise) {
        return arguments.length > at ? Integer.parseInt(arguments[at]) : otherwise;
    }
}
