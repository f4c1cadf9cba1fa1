package io.orra.launcher.command;

import io.orra.launcher.Progress;
import io.orra.launcher.process.ManagedProcess;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Prints a line when a step is done; steps overlap, so each line stands for itself. */
final class ConsoleProgress implements Progress {
    private static final int WIDTH = 20;

    private final PrintWriter out;
    private final int width;
    private final boolean tellsOfBeginnings;

    ConsoleProgress(PrintWriter out) {
        this(out, WIDTH, true);
    }

    private ConsoleProgress(PrintWriter out, int width, boolean tellsOfBeginnings) {
        this.out = out;
        this.width = width;
        this.tellsOfBeginnings = tellsOfBeginnings;
    }

    /** For steps that come one after the other: one line each. */
    static ConsoleProgress ofSteps(PrintWriter out, int width) {
        return new ConsoleProgress(out, width, false);
    }

    @Override
    public void begun(String step) {
        if (tellsOfBeginnings) {
            out.printf("   ..    %s%n", step);
            out.flush();
        }
    }

    @Override
    public synchronized void done(String step, Duration took, String remark) {
        line(" ok  ", step, took, remark);
    }

    @Override
    public synchronized void failed(String step, Duration took) {
        if (!ManagedProcess.gateClosed()) {
            line("FAILED", step, took, "");
        }
    }

    private void line(String mark, String step, Duration took, String remark) {
        out.printf(Locale.ROOT, "%-6s %5.1f s  %-" + width + "s %s%n", mark, seconds(took), step, remark);
        out.flush();
    }

    static double seconds(Duration took) {
        return took.toMillis() / 1000.0;
    }
}
