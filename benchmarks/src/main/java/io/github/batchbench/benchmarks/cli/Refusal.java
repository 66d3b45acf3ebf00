package io.github.batchbench.benchmarks.cli;

import io.github.batchbench.benchmarks.compare.FactPair;
import io.github.batchbench.benchmarks.compare.render.Outcome;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** Says why reports are not compared, and what to do. */
final class Refusal {
    private Refusal() {}

    static void print(List<FactPair> refusals, PrintWriter err) {
        err.println("Not comparable: the reports come from unlike environments.");
        for (FactPair pair : refusals) {
            err.println("  " + Outcome.describe(pair));
        }
        String facts =
                refusals.stream().map(pair -> pair.fact().id()).distinct().collect(Collectors.joining(","));
        err.println(
                "Measure both on one machine (`run --against` does), or, if this difference is what you want to see,"
                        + " say --allow " + facts);
    }
}
