package io.github.batchbench.fake.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One evaluation of a pool's auto-scale formula.
 *
 * @param results {@code $TargetDedicatedNodes=1;…}; with an error the values from before it (recorded)
 * @param error null if there was none
 */
public record AutoScaleRun(
        Instant timestamp, String results, @Nullable FormulaError error) {
    /** What was wrong with the formula. */
    public record FormulaError(String code, String message, List<FailureInfo.Detail> values) {}
}
