package io.github.batchbench.fake.node;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Assignment.Instances;
import io.github.batchbench.fake.agent.Assignment.Kind;
import io.github.batchbench.fake.model.NodeIdentity;
import io.github.batchbench.fake.node.processes.CommandLine;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The environment of a task: what a Linux node sets (documented, and seen in the output of {@code printenv} there), and
 * the settings of job and task. Nothing of the developer's own environment goes in.
 */
final class TaskEnvironment {
    /** The documentation's example value; no disk is ever measured. */
    private static final String RESERVED_DISK = "1000000";

    private static final int COORDINATION_PORT = 6000;

    private static final String RESERVED = "AZ_BATCH_";

    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Path root;
    private final Assignment assignment;

    private TaskEnvironment(Path root, Assignment assignment) {
        this.root = root;
        this.assignment = assignment;
    }

    /** All variables of a run. */
    static Map<String, String> of(Path root, Assignment assignment, AgentSettings settings) {
        TaskEnvironment environment = new TaskEnvironment(root, assignment);
        environment.user();
        environment.account(settings);
        environment.node();
        environment.task();
        environment.instances();
        environment.variables.putAll(settings.network().variables().get());
        addSettings(environment.variables, assignment);
        return environment.variables;
    }

    /**
     * Adds the settings of job and task. They win over the node's variables, except over those that are Batch's own: those
     * a task can rely on (a guess).
     */
    static void addSettings(Map<String, String> variables, Assignment assignment) {
        assignment.environment().forEach((name, value) -> {
            if (!name.startsWith(RESERVED) || !variables.containsKey(name)) {
                variables.put(name, value);
            }
        });
    }

    /** The folders that a task is told of, relative to the node's root; those of other tasks are not among them. */
    static List<Path> folders(Assignment assignment) {
        Instances instances = assignment.context().instances();
        return Stream.of(
                        assignment.directory(),
                        instances == null ? null : instances.sharedDirectory(),
                        assignment.context().jobPreparationDirectory(),
                        "shared",
                        "startup",
                        "fsmounts")
                .filter(Objects::nonNull)
                .map(Path::of)
                .toList();
    }

    private void user() {
        Path working = root.resolve(assignment.directory()).resolve("wd");
        // The JVM of the fake comes last, so that a task can run java wherever the tests can.
        String java = Path.of(System.getProperty("java.home"), "bin").toString();
        put(
                "PATH",
                String.join(":", CommandLine.SYSTEM_PATH, root.resolve("shared").toString(), working.toString(), java));
        put("HOME", working.toString());
        put("PWD", working.toString());
        put("LANG", "C.UTF-8");
        TaskUser user = TaskUser.of(assignment);
        put("USER", user.name());
        put("AZ_BATCH_TASK_USER", user.name());
        user.identity().ifPresent(identity -> put("AZ_BATCH_TASK_USER_IDENTITY", identity));
    }

    private void account(AgentSettings settings) {
        put("AZ_BATCH_ACCOUNT_NAME", settings.accountName());
        String url = settings.accountUrl().get().toString();
        put("AZ_BATCH_ACCOUNT_URL", url.endsWith("/") ? url : url + "/");
    }

    private void node() {
        NodeIdentity node = assignment.node();
        put("AZ_BATCH_POOL_ID", node.poolId());
        put("AZ_BATCH_NODE_ID", node.nodeId());
        put("AZ_BATCH_NODE_IS_DEDICATED", Boolean.toString(node.dedicated()));
        put("AZ_BATCH_NODE_ROOT_DIR", root.toString());
        put("AZ_BATCH_NODE_SHARED_DIR", root.resolve("shared").toString());
        put("AZ_BATCH_NODE_STARTUP_DIR", root.resolve("startup").toString());
        put("AZ_BATCH_NODE_MOUNTS_DIR", root.resolve("fsmounts").toString());
    }

    private void task() {
        Path directory = root.resolve(assignment.directory());
        put("AZ_BATCH_TASK_DIR", directory.toString());
        put("AZ_BATCH_TASK_WORKING_DIR", directory.resolve("wd").toString());
        put("AZ_BATCH_CERTIFICATES_DIR", directory.resolve("certs").toString());
        put("AZ_BATCH_TASK_RESERVED_EPHEMERAL_DISK_SPACE_BYTES", RESERVED_DISK);
        if (assignment.jobId() != null) {
            put("AZ_BATCH_JOB_ID", assignment.jobId());
        }
        if (assignment.taskId() != null) {
            put("AZ_BATCH_TASK_ID", assignment.taskId());
        }
        String preparation = assignment.context().jobPreparationDirectory();
        if (preparation != null && assignment.kind() != Kind.JOB_PREPARATION) {
            put("AZ_BATCH_JOB_PREP_DIR", root.resolve(preparation).toString());
            put(
                    "AZ_BATCH_JOB_PREP_WORKING_DIR",
                    root.resolve(preparation).resolve("wd").toString());
        }
    }

    private void instances() {
        Instances instances = assignment.context().instances();
        if (instances == null) {
            return;
        }
        NodeIdentity master = instances.nodes().get(0);
        put(
                "AZ_BATCH_TASK_SHARED_DIR",
                root.resolve(instances.sharedDirectory()).toString());
        put("AZ_BATCH_HOST_LIST", addresses(instances, ",", ""));
        put("AZ_BATCH_NODE_LIST", addresses(instances, ";", ""));
        put("AZ_BATCH_MASTER_NODE", master.ipAddress() + ":" + COORDINATION_PORT);
        put("AZ_BATCH_IS_CURRENT_NODE_MASTER", Boolean.toString(master.equals(assignment.node())));
        put("CCP_NODES", instances.nodes().size() + " " + addresses(instances, " ", " 1"));
    }

    private static String addresses(Instances instances, String separator, String cores) {
        return instances.nodes().stream().map(node -> node.ipAddress() + cores).collect(Collectors.joining(separator));
    }

    private void put(String name, String value) {
        variables.put(name, value);
    }
}
