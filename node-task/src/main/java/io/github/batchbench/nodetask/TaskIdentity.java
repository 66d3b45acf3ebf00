package io.github.batchbench.nodetask;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which task this is, as Azure Batch tells it through the environment. */
record TaskIdentity(String node, String task, String job, String pool) {
    private static final List<String> VARIABLES =
            List.of("AZ_BATCH_NODE_ID", "AZ_BATCH_TASK_ID", "AZ_BATCH_JOB_ID", "AZ_BATCH_POOL_ID");

    static TaskIdentity ofTask(Map<String, String> environment) throws TaskFailure {
        List<String> missing = new ArrayList<>();
        for (String variable : VARIABLES) {
            if (environment.getOrDefault(variable, "").isEmpty()) {
                missing.add(variable);
            }
        }
        if (!missing.isEmpty()) {
            throw new TaskFailure(
                    ExitCode.ENVIRONMENT,
                    "not set: " + String.join(", ", missing)
                            + "; Azure Batch sets them for a task, elsewhere count with --dry-run");
        }
        return ofDryRun(environment);
    }

    /** What is not set is a hyphen. */
    static TaskIdentity ofDryRun(Map<String, String> environment) {
        return new TaskIdentity(
                value(environment, VARIABLES.get(0)),
                value(environment, VARIABLES.get(1)),
                value(environment, VARIABLES.get(2)),
                value(environment, VARIABLES.get(3)));
    }

    private static String value(Map<String, String> environment, String variable) {
        String value = environment.getOrDefault(variable, "");
        return value.isEmpty() ? "-" : value;
    }
}
