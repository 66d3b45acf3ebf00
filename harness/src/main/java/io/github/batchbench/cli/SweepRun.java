package io.github.batchbench.cli;

import io.github.batchbench.simulation.PlanSweep;
import io.github.batchbench.simulation.SweepReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** Simulates a sweep and shows it as a table. */
final class SweepRun {
    private final PlanSweep sweep;
    private final int threads;
    private final PrintWriter out;

    SweepRun(PlanSweep sweep, int threads, PrintWriter out) {
        this.sweep = sweep;
        this.threads = threads;
        this.out = out;
    }

    /** Writes to the folder too, if there is one. */
    ExitCode run(@Nullable Path output) {
        long start = System.nanoTime();
        SweepReport report = simulate();
        Duration wall = Duration.ofNanos(System.nanoTime() - start);
        print(report);
        report.knee()
                .ifPresent(knee -> out.println(
                        "Knee: " + knee.values() + ": beyond it a per cent of time costs more than a" + " per cent of "
                                + (report.priced() ? "money." : "node hours (the plan has no prices).")));
        out.println(String.format(
                Locale.ROOT,
                "%d pools simulated in %.1f s, %d at a time",
                sweep.size(),
                wall.toMillis() / 1000.0,
                threads));
        if (output != null) {
            report.writeTo(output);
            out.println(
                    "Report: " + output.resolve("sweep.html").toAbsolutePath().normalize());
        }
        return report.points().stream().anyMatch(SweepReport.Point::finished) ? ExitCode.SUCCESS : ExitCode.TIMEOUT;
    }

    private SweepReport simulate() {
        if (!Terminal.isThere()) {
            return sweep.run(threads, () -> {});
        }
        try (ProgressBar bar = Progress.bar("Pools").maxHint(sweep.size())) {
            return sweep.run(threads, bar::step);
        }
    }

    private void print(SweepReport report) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.copyOf(SweepReport.cells(report.points().get(0)).keySet()));
        report.points()
                .forEach(point -> rows.add(List.copyOf(SweepReport.cells(point).values())));
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                int column = i;
                int width = rows.stream()
                        .mapToInt(cells -> cells.get(column).length())
                        .max()
                        .orElse(0);
                boolean last = i == row.size() - 1;
                line.append(last ? row.get(i) : " ".repeat(width - row.get(i).length()) + row.get(i) + "  ");
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
