package io.github.batchbench.benchmarks.cli;

import io.github.batchbench.benchmarks.compare.Gate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** What fails the gate, and what is no reason to refuse. */
final class GateOptions {
    /** A condition, or none of them. */
    enum FailOn {
        REGRESSED,
        INCONCLUSIVE,
        MISSING,
        NONE
    }

    @Option(
            names = "--fail-on",
            split = ",",
            defaultValue = "regressed",
            paramLabel = "WHAT",
            description = "Exit with 1 if a row is regressed, inconclusive, or missing on one side; or none"
                    + " (default: ${DEFAULT-VALUE}).")
    private List<FailOn> failOn = List.of();

    @Option(
            names = "--allow",
            split = ",",
            paramLabel = "FACT",
            description =
                    "Compare though these differ: cpu, cores, arch, os, governor, target, corpus, jdk, vm, flags; or"
                            + " all.")
    private List<String> allowed = List.of();

    Gate gate() {
        Set<Gate.Condition> conditions = failOn.stream()
                .filter(what -> what != FailOn.NONE)
                .map(what -> Gate.Condition.valueOf(what.name()))
                .collect(Collectors.toSet());
        return new Gate(conditions);
    }

    List<String> allowed() {
        return allowed;
    }
}
