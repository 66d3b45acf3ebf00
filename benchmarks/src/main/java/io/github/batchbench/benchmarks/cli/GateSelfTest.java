package io.github.batchbench.benchmarks.cli;

import io.github.batchbench.benchmarks.compare.Gate;
import io.github.batchbench.benchmarks.compare.RowComparison;
import io.github.batchbench.benchmarks.compare.SelfTest;
import io.github.batchbench.benchmarks.compare.Settings;
import io.github.batchbench.benchmarks.compare.Side;
import io.github.batchbench.benchmarks.compare.render.Outcome;
import io.github.batchbench.benchmarks.report.RowKey;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Predicate;

/** The self-test of a gate, for people. */
final class GateSelfTest {
    private final Settings settings;
    private final Predicate<RowKey> wanted;
    private final Gate gate;

    GateSelfTest(Settings settings, Predicate<RowKey> wanted, Gate gate) {
        this.settings = settings;
        this.wanted = wanted;
        this.gate = gate;
    }

    /** The exit code: 0 only if a regression of every single row would fail the gate. */
    int run(Side side, double shift, PrintWriter out) {
        if (!gate.failOn().contains(Gate.Condition.REGRESSED)) {
            out.println("Self-test FAILED: no regression can fail this gate; say --fail-on regressed.");
            return Main.GATE_FAILED;
        }
        SelfTest test = SelfTest.run(settings, wanted, side, shift);
        int rows = test.caught().size() + test.blind().size();
        out.printf(
                Locale.ROOT,
                "A copy of %s in which one row is %.1f%% worse fails the gate for %d of %d rows.%n",
                Outcome.clean(side.label()),
                shift * 100,
                test.caught().size(),
                rows);
        for (RowComparison row : test.blind()) {
            out.println("  blind: " + Outcome.describe(row));
        }
        if (!test.passesUnchanged()) {
            out.println("The unchanged copy is called regressed.");
        }
        out.println(test.holds() ? "Self-test passed." : "Self-test FAILED.");
        return test.holds() ? Main.OK : Main.GATE_FAILED;
    }
}
