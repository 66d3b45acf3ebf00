package io.github.batchbench.benchmarks.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a report says about where it was made, and what follows if two reports differ in it. */
public enum Fact {
    /** Processor model. */
    CPU(Severity.REFUSE, "processor"),
    /** Processors available to the JVM. */
    CORES(Severity.REFUSE, "processors available"),
    /** Instruction set. */
    ARCH(Severity.REFUSE, "architecture"),
    /** Operating system, without its version. */
    OS(Severity.REFUSE, "operating system"),
    /** Frequency governor. */
    GOVERNOR(Severity.REFUSE, "frequency governor"),
    /** The fake, or a live account. */
    TARGET(Severity.REFUSE, "target"),
    /** Hash of the texts that were counted. */
    CORPUS(Severity.REFUSE, "corpus"),
    /** Version of the JDK that ran the forks. */
    JDK(Severity.REFUSE, "JDK"),
    /** Name of the virtual machine. */
    VM(Severity.REFUSE, "virtual machine"),
    /** Options of the forked JVM. */
    FLAGS(Severity.REFUSE, "JVM options"),
    /** Build of the virtual machine. */
    VM_BUILD(Severity.WARN, "virtual machine build"),
    /** Version of JMH. */
    JMH(Severity.WARN, "JMH"),
    /** Warm-up iterations and their time. */
    WARMUP(Severity.WARN, "warm-up"),
    /** Measured iterations and their time. */
    MEASUREMENT(Severity.WARN, "measurement"),
    /** Physical memory. */
    MEMORY(Severity.WARN, "memory"),
    /** Version of the operating system. */
    OS_VERSION(Severity.WARN, "operating system version"),
    /** Quick or full. */
    PROFILE(Severity.WARN, "profile"),
    /** Whether the work tree had changes that no commit holds. */
    DIRTY(Severity.NOTE, "uncommitted changes"),
    /** What was measured. */
    COMMIT(Severity.NOTE, "commit"),
    /** Version of this project. */
    VERSION(Severity.NOTE, "version"),
    /** When the run began. */
    TIME(Severity.NOTE, "time");

    /** What a difference means. */
    public enum Severity {
        /** The numbers are not comparable. */
        REFUSE,
        /** The reader must know. */
        WARN,
        /** Expected to differ. */
        NOTE
    }

    private final Severity severity;
    private final String title;

    Fact(Severity severity, String title) {
        this.severity = severity;
        this.title = title;
    }

    /** What a difference means. */
    public Severity severity() {
        return severity;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** For files and options: {@code os-version}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The fact of that {@link #id}. */
    public static Optional<Fact> of(String id) {
        return Arrays.stream(values()).filter(fact -> fact.id().equals(id)).findFirst();
    }
}
