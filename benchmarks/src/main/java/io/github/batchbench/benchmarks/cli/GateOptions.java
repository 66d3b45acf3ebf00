package io.github.batchbench.benchmarks.cli;

import io.github.batchbench.benchmarks.compare.Gate;
import io.github.batchbench.benchmarks.report.Fact;
import java.util.EnumSet;
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

    /** Throws IllegalArgumentException for a name that is none. */
    Set<Fact> allowed() {
        return facts(allowed);
    }

    /** The facts of those names, or all. Throws IllegalArgumentException for an unknown one. */
    static Set<Fact> facts(List<String> names) {
        Set<Fact> facts = EnumSet.noneOf(Fact.class);
        for (String name : names) {
            if (name.equals("all")) {
                return EnumSet.allOf(Fact.class);
            }
            facts.add(Fact.of(name).orElseThrow(() -> new IllegalArgumentException("--allow: no such fact: " + name)));
        }
        return facts;
    }
}
