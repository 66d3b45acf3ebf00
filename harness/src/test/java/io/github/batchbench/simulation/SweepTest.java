package io.github.batchbench.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.batchbench.simulation.SweepReport.Mark;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
    @TempDir
    private Path folder;

    /** A thousand minutes of work on nodes that take ten minutes to boot. */
    private static SimulationPlan plan() {
        return SimulationPlan.of(1000, 1).with(new Machines(0.6, 0, Duration.ofMinutes(10), 0, Duration.ofMinutes(10)));
    }

    private static SweepReport run(SimulationPlan plan, int threads, String... variations) {
        return PlanSweep.of(
                        plan, List.of(variations).stream().map(Variation::parse).toList())
                .run(threads, () -> {});
    }

    @Test
    void everyCombinationIsSimulatedAsAPlanOfItsOwn() {
        SweepReport report = run(plan(), 2, "nodes=10,20", "slots=1,2,4");

        assertThat(report.points())
                .extracting(SweepReport.Point::values)
                .containsExactly(
                        Map.of("nodes", 10, "slots", 1),
                        Map.of("nodes", 10, "slots", 2),
                        Map.of("nodes", 10, "slots", 4),
                        Map.of("nodes", 20, "slots", 1),
                        Map.of("nodes", 20, "slots", 2),
                        Map.of("nodes", 20, "slots", 4));
        // 100 rounds of a minute, then 10 minutes of boot, at 0.6 an hour.
        assertThat(report.points().get(0).makespan()).isEqualTo(Duration.ofMinutes(110));
        assertThat(report.points().get(0).cost()).isEqualTo(11);
        assertThat(report.points().get(5).makespan()).isEqualTo(Duration.ofMinutes(23));
    }

    @Test
    void theKneeIsWhereTheWorkOfANodeTakesAsLongAsItsBoot() {
        SweepReport report = run(plan(), 2, "nodes=10,25,50,100,200,500");

        // Time and cost multiplied are n (1000 / n + 10)^2, which is least at n = 100.
        assertThat(report.knee().orElseThrow().values()).containsEntry("nodes", 100);
        assertThat(report.points())
                .extracting(SweepReport.Point::mark)
                .containsExactly(Mark.BEST, Mark.BEST, Mark.BEST, Mark.KNEE, Mark.BEST, Mark.BEST);
    }

    @Test
    void whatIsBeatenIsNoneOfTheBestAndWhatDoesNotFinishIsSaid() {
        SweepReport slots = run(plan(), 1, "nodes=100", "slots=1,2");
        assertThat(slots.points()).extracting(SweepReport.Point::mark).containsExactly(Mark.NONE, Mark.KNEE);

        SweepReport late = run(plan().withLimit(Duration.ofMinutes(60)), 1, "nodes=10,100");
        assertThat(late.points()).extracting(SweepReport.Point::finished).containsExactly(false, true);
        assertThat(late.toCsv()).contains("10,false,3600.0,").contains("100,true,1200.0,20.0,33.33,");
    }

    @Test
    void theSameSweepGivesTheSameBytesOnAnyNumberOfThreads() throws IOException {
        SweepReport one = run(plan(), 1, "nodes=10..100", "slots=1,2");
        SweepReport four = run(plan(), 4, "nodes=10..100", "slots=1,2");

        assertThat(four).isEqualTo(one);
        assertThat(four.toHtml()).isEqualTo(one.toHtml());
        one.writeTo(folder);
        JsonNode json = new ObjectMapper().readTree(folder.resolve("sweep.json").toFile());
        assertThat(json.at("/points")).hasSize(24);
        assertThat(folder.resolve("sweep.csv"))
                .content()
                .startsWith(
                        "nodes,slots,finished,makespan_seconds,cost,node_hours,utilisation,mark\n10,1,true,6600.0,11.0,");
        assertThat(folder.resolve("sweep.html"))
                .content()
                .contains("<svg ")
                .contains(">knee: nodes=")
                .contains("<li class=\"c1\">slots=2</li>")
                .doesNotContain("<script")
                .doesNotContain("{{");
    }

    @Test
    void withoutPricesTheCostIsNodeHours() {
        SweepReport report = run(SimulationPlan.of(600, 1), 1, "nodes=10");

        assertThat(report.priced()).isFalse();
        assertThat(report.points().get(0).cost()).isEqualTo(10);
        assertThat(report.toHtml()).contains(">node hours</text>");
    }

    @Test
    void aRangeGrowsByAFactorOrByAStep() {
        assertThat(Variation.parse("nodes=10..1000").values())
                .hasSize(12)
                .startsWith(10, 15, 23)
                .endsWith(433, 658, 1000);
        assertThat(Variation.parse("nodes=1..3").values()).containsExactly(1, 2, 3);
        assertThat(Variation.parse("slots=4,1,2,2").values()).containsExactly(1, 2, 4);
        assertThat(Variation.parse("lowPriorityNodes=0..10:4").values()).containsExactly(0, 4, 8);
    }

    @Test
    void whatMakesNoSenseIsRefusedBeforeAnythingIsSimulated() {
        assertThatThrownBy(() -> Variation.parse("nodes")).hasMessageContaining("write nodes=10..1000");
        assertThatThrownBy(() -> Variation.parse("colour=1,2")).hasMessageContaining("there is no 'colour' to vary");
        assertThatThrownBy(() -> Variation.parse("nodes=9..3")).hasMessageContaining("9 is more than 3");
        assertThatThrownBy(() -> Variation.parse("nodes=0..3")).hasMessageContaining("cannot begin with 0");
        assertThatThrownBy(() -> Variation.parse("nodes=1,,2")).hasMessageContaining("is no variation");
        assertThatThrownBy(() -> Variation.parse("nodes=1..100000:1")).hasMessageContaining("from 1 to 1000 values");
        assertThatThrownBy(() -> run(plan(), 1, "slots=1,300")).hasMessageContaining("With slots=300: slotsPerNode");
        assertThatThrownBy(() -> run(plan(), 1, "nodes=1", "nodes=2")).hasMessageContaining("nodes is varied twice");
    }
}
