package io.github.batchbench.cli;

import io.github.batchbench.api.BatchWorkflow;
import io.github.batchbench.azure.model.ImageQuery;
import io.github.batchbench.simulation.PoolPlan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The pool that a run makes or uses. */
final class PoolOptions {
    @Option(
            names = "--nodes",
            paramLabel = "N",
            description = "How many dedicated nodes (default: 1, or 0 with --spot).")
    private @Nullable Integer nodes;

    @Option(
            names = "--spot",
            paramLabel = "N",
            description =
                    "How many nodes that are cheap and may be taken away at any time (default: ${DEFAULT-VALUE}).")
    private int spot;

    @Option(names = "--slots", paramLabel = "N", description = "Tasks at once on a node (default: ${DEFAULT-VALUE}).")
    private int slots = 2;

    @Option(names = "--vm-size", paramLabel = "SIZE", description = "Size of the nodes (default: ${DEFAULT-VALUE}).")
    private String vmSize = "standard_d2s_v3";

    @Option(
            names = "--image",
            paramLabel = "PUBLISHER:OFFER:SKU",
            description = "Image of the nodes (default: canonical:0001-com-ubuntu-server-jammy:22_04-lts).")
    private @Nullable String image;

    @Option(names = "--subnet", paramLabel = "ID", description = "Resource id of the subnet for the nodes to be in.")
    private @Nullable String subnet;

    @Option(
            names = "--no-install-java",
            description = "The image has Java 17. Otherwise a live run's start task installs it where there is none.")
    private boolean noInstallJava;

    @Option(
            names = "--pool-plan",
            paramLabel = "FILE",
            description =
                    "Size, slots and machines as in this pool.json of simulate, in place of the options for them.")
    private @Nullable Path poolPlan;

    @Option(names = "--pool", paramLabel = "ID", description = "Use this pool, which is there already.")
    private @Nullable String pool;

    @Option(
            names = "--pool-life",
            paramLabel = "TIME",
            converter = HumanDuration.class,
            description = "How long a pool may have nodes, whatever happens here (default: 20m more than --timeout).")
    private @Nullable Duration poolLife;

    /** Checks the values; the function makes an error of a message. */
    <E extends RuntimeException> void check(Function<String, E> wrong) throws E {
        if (spot < 0 || dedicated() < 0 || spot + dedicated() < 1) {
            throw wrong.apply("--nodes must be at least 1, or 0 with some --spot, not " + dedicated() + ".");
        }
        if (poolPlan != null && (nodes != null || spot > 0)) {
            throw wrong.apply("--pool-plan says how many nodes; leave out --nodes and --spot.");
        }
        if (slots < 1) {
            throw wrong.apply("--slots must be at least 1, not " + slots + ".");
        }
        if (image != null && image.split(":", -1).length != 3) {
            throw wrong.apply("--image must be PUBLISHER:OFFER:SKU, not " + image + ".");
        }
    }

    private int dedicated() {
        return nodes == null ? (spot > 0 ? 0 : 1) : nodes;
    }

    /** Whether the start task is to see to Java; only for machines that are thrown away. */
    boolean installJava() {
        return !noInstallJava;
    }

    /** Asks for no more nodes than there are places for tasks to fill, and says so. */
    void limit(int tasks, PrintWriter out) {
        if (poolPlan != null || pool != null) {
            return;
        }
        int useful = (tasks + slots - 1) / slots;
        int asked = dedicated() + spot;
        if (asked > useful) {
            nodes = Math.min(dedicated(), useful);
            spot = useful - nodes;
            out.println("Of " + asked + " nodes, " + useful + " can be of use to " + tasks
                    + (tasks == 1 ? " task" : " tasks") + " with " + slots + (slots == 1 ? " slot" : " slots")
                    + " a node: asking for " + useful + ".");
        }
    }

    void apply(BatchWorkflow workflow) {
        if (poolPlan == null) {
            workflow.nodes(dedicated(), spot).slotsPerNode(slots).vmSize(vmSize);
        } else {
            PoolPlan plan = PoolPlan.read(poolPlan).fixed();
            workflow.nodes(plan.dedicatedNodes(), plan.lowPriorityNodes())
                    .slotsPerNode(plan.slotsPerNode())
                    .vmSize(plan.vmSize());
        }
        if (image != null) {
            String[] parts = image.split(":", -1);
            workflow.image(new ImageQuery(parts[0], parts[1], parts[2]));
        }
        if (subnet != null) {
            workflow.subnet(subnet);
        }
        if (pool != null) {
            workflow.pool(pool);
        }
        if (poolLife != null) {
            workflow.poolLife(poolLife);
        }
    }
}
