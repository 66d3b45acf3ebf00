package io.github.batchbench.fake.autoscale;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.autoscale.Evaluation.Targets;
import io.github.batchbench.fake.autoscale.SampleSource.Sample;
import io.github.batchbench.fuzz.Mutations;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a formula says, the answer is an evaluation. */
@Timeout(60)
class HostileFormulaTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    static final List<String> SEEDS = List.of(
            "$TargetDedicatedNodes = min(10, $PendingTasks.GetSample(1));",
            "a = $ActiveTasks.GetSample(TimeInterval_Minute * 5, 70); b = len(a) < 1 ? 0 : avg(a); $TargetLowPriorityNodes = b;",
            "t = time(\"2026-01-01T00:00:00Z\"); w = t.weekday >= 1 && t.hour < 19 || !(t.year == 2026); $TargetDedicatedNodes = w ? 3 : 1;",
            "x = [1, 2, 3]; y = std(x) / norm(x) + percentile(x, 50) + rand(); stop();",
            "$NodeDeallocationOption = taskcompletion; z = 1e3 * -2.5 - lg(8) ^ 2;");

    @Test
    void anythingIsEvaluated() {
        Mutations.forEach(SEEDS, 3000, HostileFormulaTest::evaluate);
    }

    @Test
    void depthIsRefusedBeforeTheStackOverflows() {
        for (String part : List.of("(", "[", "-", "!", "min(", "1+(", "a ? b : ")) {
            evaluate("x = " + part.repeat(4000));
        }
    }

    /** The target: also what the coverage-guided run calls. */
    static void evaluate(String formula) {
        Evaluation evaluation = Formula.evaluate(
                formula,
                Targets.of(1, 1),
                metric -> List.of(new Sample(NOW, 5), new Sample(NOW.minusSeconds(30), 7)),
                NOW,
                1);

        assertThat(evaluation.targets().dedicatedNodes()).isNotNegative();
        assertThat(evaluation.targets().lowPriorityNodes()).isNotNegative();
    }
}
