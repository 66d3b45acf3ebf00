package io.github.batchbench.nodetask;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which task this is, as Azure Batch tells it through the environment. */
record TaskIdentity(String node, String task, String job, String pool) {
    private static final List<String> VARIABLES =
            List.of("AZ_BATCH_NODE_ID", "AZ_BATCH_TASK_ID", "AZ_BATCH_JOB_ID", "AZ_BATCH_POOL_ID");

    static TaskIdentity ofTask(Map<String, String> environment) throws TaskFailure {
        String missing = VARIABLES.stream()
                .filter(variable -> environment.getOrDefault(variable, "").isEmpty())
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new TaskFailure(
                    ExitCode.ENVIRONMENT,
                    "not set: " + missing + "; Azure Batch sets them for a task, elsewhere count with --dry-run");
        }
        return ofDryRun(environment);
    }

    /** What is not set is a hyphen. */
    static TaskIdentity ofDryRun(Map<String, String> environment) {
        List<String> values = VARIABLES.stream()
                .map(variable -> environment.getOrDefault(variable, ""))
                .map(value -> value.isEmpty() ? "-" : value)
                .toList();
        return new TaskIdentity(values.get(0), values.get(1), values.get(2), values.get(3));
    }
}
