package io.github.batchbench.fake.model;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What clients say of a task, as the service understands it: the one home of the names of its properties that have
 * behaviour.
 */
public record TaskSpec(Document json) {
    private static final String CONSTRAINTS = "constraints";
    private static final String RETRIES = "maxTaskRetryCount";

    /** Files are kept for a week by default (documented). */
    private static final Duration RETENTION = Duration.ofDays(7);

    /** A range of numbers that a task depends on, both ends included. */
    public record Range(long start, long end) {}

    /** Its id. */
    public String id() {
        return json.string("id").orElseThrow();
    }

    /** How long one attempt may take; empty if it may take for ever. */
    public Optional<Duration> limit() {
        return limit(json);
    }

    /** How often it is tried again after a bad exit code; -1 for ever. */
    public int retries() {
        return json.object(CONSTRAINTS)
                .map(constraints -> constraints.integer(RETRIES, 0))
                .orElse(0);
    }

    /**
     * The task, with the retry count of its job if it has none; a later change of the job does not reach it (recorded).
     */
    static Document inheriting(Document task, Document job) {
        int retries = new TaskSpec(job).retries();
        if (retries == 0) {
            return task;
        }
        Document constraints = task.object(CONSTRAINTS).orElse(Document.EMPTY);
        return task.with(CONSTRAINTS, constraints.withDefault(RETRIES, (long) retries));
    }

    /** The task's document after an update, which replaces its constraints and nothing else. */
    public Document replaced(Document update) {
        return update.object(CONSTRAINTS)
                .map(constraints -> json.with(CONSTRAINTS, constraints))
                .orElseGet(() -> json.without(CONSTRAINTS));
    }

    /** How long its files are kept when it has completed. */
    public Duration retention() {
        return json.object(CONSTRAINTS)
                .flatMap(constraints -> constraints.duration("retentionTime"))
                .orElse(RETENTION);
    }

    /** Whether it says what it depends on. */
    public boolean dependsOnOthers() {
        return json.has("dependsOn");
    }

    /** The ids of tasks that it depends on. */
    public List<String> dependsOnIds() {
        return dependsOn().strings("taskIds");
    }

    /** How long the ids of tasks that it depends on are together, in characters. */
    public int lengthOfDependsOnIds() {
        return dependsOnIds().stream().mapToInt(String::length).sum();
    }

    /** The ranges of tasks that it depends on. */
    public List<Range> dependsOnRanges() {
        return dependsOn().objects("taskIdRanges").stream()
                .map(range -> new Range(
                        range.number("start").orElse(0L), range.number("end").orElse(0L)))
                .toList();
    }

    private Document dependsOn() {
        return json.object("dependsOn").orElse(Document.EMPTY);
    }

    /** What follows from how it ends, if it says so. */
    public Optional<ExitConditions> exitConditions() {
        return json.object("exitConditions").map(ExitConditions::new);
    }

    /** Slots it takes on a node. */
    public int requiredSlots() {
        return json.integer("requiredSlots", 1);
    }

    /** The node that it would rather run on, by its {@link NodeIdentity#affinityId}. */
    public Optional<String> affinity() {
        return json.object("affinityInfo").flatMap(info -> info.string("affinityId"));
    }

    /** Whether it may run on spot nodes; only a job's manager task can say that it may not. */
    public boolean allowsLowPriorityNode() {
        return json.flag("allowLowPriorityNode", true);
    }

    /** On how many nodes it runs at once; 0 if it is not a multi-instance task. */
    public int instances() {
        return json.object("multiInstanceSettings")
                .map(settings -> settings.integer("numberOfInstances", 1))
                .orElse(0);
    }

    /** The task with the command that a multi-instance task runs on each of its nodes in place of its own. */
    public Document coordination() {
        return json.with(
                "commandLine",
                json.object("multiInstanceSettings")
                        .flatMap(settings -> settings.string("coordinationCommandLine"))
                        .orElse(""));
    }

    /** Whether it is given a token to act on its job with. */
    public boolean actsOnJob() {
        return json.object("authenticationTokenSettings")
                .map(settings -> settings.strings("access").stream().anyMatch("job"::equalsIgnoreCase))
                .orElse(false);
    }

    /** What it sets in its environment. */
    public Map<String, String> environment() {
        return environment(json.objects("environmentSettings"));
    }

    /** Settings by name, in their order; the last of a name counts. */
    static Map<String, String> environment(List<Document> settings) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (Document setting : settings) {
            environment.put(
                    setting.string("name").orElse(""), setting.string("value").orElse(""));
        }
        return environment;
    }

    /** The limit among the constraints of a job or task. */
    static Optional<Duration> limit(Document jobOrTask) {
        return jobOrTask
                .object(CONSTRAINTS)
                .flatMap(constraints -> constraints.duration("maxWallClockTime"))
                .filter(limit -> limit.compareTo(Durations.MAXIMUM) < 0);
    }

    /** What follows from how a task ends. */
    public record ExitConditions(Document json) {
        private static final String CODES = "exitCodes";
        private static final String RANGES = "exitCodeRanges";
        private static final String OPTIONS = "exitOptions";
        private static final String PRE_PROCESSING = "preProcessingError";
        private static final String FILE_UPLOAD = "fileUploadError";
        private static final String DEFAULT = "default";

        /** What follows from one way to end: the names of a job action and a dependency action. */
        public record Options(Optional<String> jobAction, Optional<String> dependencyAction) {
            /** Nothing is said. */
            public static final Options NONE = new Options(Optional.empty(), Optional.empty());

            private static Options of(Document json) {
                return new Options(json.string("jobAction"), json.string("dependencyAction"));
            }
        }

        /** For every way to end that something is said of. */
        public Stream<Options> all() {
            Stream<Document> ofCodes = Stream.of(CODES, RANGES)
                    .flatMap(name -> json.objects(name).stream())
                    .flatMap(mapping -> mapping.object(OPTIONS).stream());
            Stream<Document> others =
                    Stream.of(PRE_PROCESSING, FILE_UPLOAD, DEFAULT).flatMap(name -> json.object(name).stream());
            return Stream.concat(ofCodes, others).map(Options::of);
        }

        /** For an exit code that is listed, by itself or in a range. */
        public Optional<Options> forCode(int code) {
            return json.objects(CODES).stream()
                    .filter(mapping -> mapping.integer("code", Integer.MIN_VALUE) == code)
                    .findFirst()
                    .or(() -> json.objects(RANGES).stream()
                            .filter(mapping -> mapping.integer("start", Integer.MAX_VALUE) <= code
                                    && code <= mapping.integer("end", Integer.MIN_VALUE))
                            .findFirst())
                    .flatMap(mapping -> mapping.object(OPTIONS))
                    .map(Options::of);
        }

        /** For a failure before the command ran. */
        public Optional<Options> forPreProcessing() {
            return json.object(PRE_PROCESSING).map(Options::of);
        }

        /** For a failure while outputs were uploaded. */
        public Optional<Options> forFileUpload() {
            return json.object(FILE_UPLOAD).map(Options::of);
        }

        /** For every failure that nothing else is said of. */
        public Optional<Options> otherwise() {
            return json.object(DEFAULT).map(Options::of);
        }
    }
}
