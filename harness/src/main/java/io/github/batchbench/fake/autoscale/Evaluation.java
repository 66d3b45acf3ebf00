package io.github.batchbench.fake.autoscale;

import java.util.Optional;

/**
 * How an evaluation went.
 *
 * @param targets what the formula decided; what was there before if it failed
 * @param results the variables as the service lists them: {@code $TargetDedicatedNodes=1;…}, the formula's own after
 *     the service's, sorted
 * @param error what was wrong; empty if it succeeded
 */
public record Evaluation(Targets targets, String results, Optional<FormulaException> error) {
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
}
