package io.github.batchbench.fake.autoscale;

/**
 * What a formula decides.
 *
 * @param deallocationOption {@code requeue}, {@code terminate}, {@code taskcompletion} or {@code retaineddata}
 */
public record Targets(int dedicatedNodes, int lowPriorityNodes, String deallocationOption) {
    /** Nodes as given, tasks on removed nodes requeued. */
    public static Targets of(int dedicatedNodes, int lowPriorityNodes) {
        return new Targets(dedicatedNodes, lowPriorityNodes, "requeue");
    }
}
