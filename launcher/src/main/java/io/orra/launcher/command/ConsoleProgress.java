package io.orra.launcher.command;

import io.orra.launcher.Progress;
import io.orra.launcher.process.ManagedProcess;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Prints a line when a step is done; steps overlap, so each line stands for itself. */
final class ConsoleProgress implements Progress {
    private final PrintWriter out;

    ConsoleProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void begun(String step) {
        out.printf("   ..    %s%n", step);
        out.flush();
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
        out.printf(Locale.ROOT, "%-6s %5.1f s  %-20s %s%n", mark, seconds(took), step, remark);
        out.flush();
    }

    static double seconds(Duration took) {
        return took.toMillis() / 1000.0;
    }
}
