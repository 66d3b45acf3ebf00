package io.github.batchbench.fake.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What clients say of a pool, as the service understands it: the one home of the names of its properties that have
 * behaviour.
 */
public record PoolSpec(Document json) {
    private static final Duration RESIZE_TIMEOUT = Duration.ofMinutes(15);
    private static final Duration EVALUATION_INTERVAL = Duration.ofMinutes(15);
    private static final String ENABLED = "enableAutoScale";
    private static final String FORMULA = "autoScaleFormula";
    private static final String INTERVAL = "autoScaleEvaluationInterval";

    /** Its id. */
    public String id() {
        return json.string("id").orElseThrow();
    }

    /** The size of its machines, empty if none is given. */
    public String vmSize() {
        return json.string("vmSize").orElse("");
    }

    /** Task slots of each node. */
    public int slotsPerNode() {
        return json.integer("taskSlotsPerNode", 1);
    }

    /** How many nodes it is to have at first. */
    public PoolSize target() {
        return new PoolSize(json.integer("targetDedicatedNodes", 0), json.integer("targetLowPriorityNodes", 0));
    }

    /** How long its first resize may take. */
    public Duration resizeTimeout() {
        return json.duration("resizeTimeout").orElse(RESIZE_TIMEOUT);
    }

    /** Whether tasks fill one node before the next; otherwise they are spread. */
    public boolean packsTasks() {
        return json.object("taskSchedulingPolicy")
                .flatMap(policy -> policy.string("nodeFillType"))
                .map("pack"::equalsIgnoreCase)
                .orElse(false);
    }

    /** Whether jobs of one priority are served by their age; otherwise they share the nodes evenly. */
    public boolean ordersJobsByAge() {
        return json.object("taskSchedulingPolicy")
                .flatMap(policy -> policy.string("jobDefaultOrder"))
                .map("creationtime"::equalsIgnoreCase)
                .orElse(false);
    }

    /** Whether its nodes may talk to each other. */
    public boolean interNodeCommunication() {
        return json.flag("enableInterNodeCommunication", false);
    }

    /** Its start task. */
    public Optional<StartTask> startTask() {
        return json.object("startTask").map(StartTask::new);
    }

    /** The application packages that are put on its nodes. */
    public List<Document> packages() {
        return json.objects("applicationPackageReferences");
    }

    /** How its nodes run containers, null if they do not. */
    public @Nullable Document containers() {
        return json.object("virtualMachineConfiguration")
                .flatMap(machine -> machine.object("containerConfiguration"))
                .orElse(null);
    }

    /** Whether it refers to a certificate, whatever the case of its thumbprint. */
    public boolean usesCertificate(String thumbprint) {
        return json.objects("certificateReferences").stream()
                .anyMatch(reference -> reference
                        .string("thumbprint")
                        .map(thumbprint::equalsIgnoreCase)
                        .orElse(false));
    }

    /** Whether a formula decides its size. */
    public boolean autoScales() {
        return json.flag(ENABLED, false);
    }

    /** The formula that decides its size. */
    public Optional<String> formula() {
        return json.string(FORMULA);
    }

    /** How often the formula is evaluated. */
    public Duration evaluationInterval() {
        return json.duration(INTERVAL).orElse(EVALUATION_INTERVAL);
    }

    /** The pool's document with a formula that decides its size. */
    public Document withFormula(String formula, Duration interval) {
        return json.with(ENABLED, true).with(FORMULA, formula).with(INTERVAL, Durations.format(interval));
    }

    /** The pool's document with a size that nothing decides. */
    public Document withoutFormula() {
        return json.without(ENABLED).without(FORMULA).without(INTERVAL);
    }

    /** A pool's start task. */
    public record StartTask(Document json) {
        /** Whether a node takes no tasks before it has succeeded. */
        public boolean waitForSuccess() {
            return json.flag("waitForSuccess", true);
        }

        /** How often it is tried again after a bad exit code; -1 for ever. */
        public int retries() {
            return json.integer("maxTaskRetryCount", 0);
        }
    }
}
