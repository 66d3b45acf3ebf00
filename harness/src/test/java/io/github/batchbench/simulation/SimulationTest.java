package io.github.batchbench.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SimulationTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final TaskTime VARIED = new TaskTime.LogNormal(MINUTE, Duration.ofMinutes(5));
    private static final String GROWING = """
            $TargetDedicatedNodes = min(10, $PendingTasks.GetSample(1));
            $NodeDeallocationOption = taskcompletion;""";

    @TempDir
    private Path folder;

    @Test
    void alikeTasksTakeAsManyRoundsAsTheSlotsNeed() {
        SimulationReport report = Simulation.of(SimulationPlan.of(1000, 100)).run();

        assertThat(report.finished()).isTrue();
        assertThat(report.makespan()).isEqualTo(Duration.ofMinutes(10));
        assertThat(report.tasks()).isEqualTo(new SimulationReport.Tasks(1000, 0, 0, 0, 0));
        assertThat(report.nodes()).isEqualTo(new SimulationReport.Nodes(100, 1000, 0, 0, 1, 0));
        assertThat(report.waits().max()).isEqualTo(Duration.ofMinutes(9));
        assertThat(report.waits().mean()).isEqualTo(Duration.ofSeconds(270));
        assertThat(report.waits().longest()).hasSize(10);
    }

    @Test
    void tasksShareNodesBySlotsAndHigherPriorityGoesFirst() {
        TaskGroup low = new TaskGroup("low", 20, TaskTime.A_MINUTE, 0, 0, 1, 0);
        TaskGroup high = new TaskGroup("high", 10, TaskTime.A_MINUTE, 0, 0, 2, 5);
        PoolPlan pool = new PoolPlan("standard_d4s_v3", 5, 0, 4, PoolPlan.Fill.PACK, null);

        SimulationReport report =
                Simulation.of(SimulationPlan.of(List.of(low, high), pool)).run();

        assertThat(report.makespan()).isEqualTo(Duration.ofMinutes(2));
        assertThat(report.waits().longest())
                .extracting(SimulationReport.Wait::job)
                .containsOnly("low");
        assertThat(report.nodes().utilisation()).isEqualTo(1);
    }

    @Test
    void failuresAreRetriedAndWhatFailsEveryTimeFails() {
        TaskGroup flaky = new TaskGroup(null, 2000, TaskTime.A_MINUTE, 0.5, 1, 1, 0);

        SimulationReport report = Simulation.of(SimulationPlan.of(List.of(flaky), PoolPlan.of(100)))
                .run();

        SimulationReport.Tasks tasks = report.tasks();
        assertThat(tasks.succeeded() + tasks.failed()).isEqualTo(2000);
        // Half of the tasks are tried again, and half of those fail again.
        assertThat(tasks.retries()).isCloseTo(1000, within(100L));
        assertThat(tasks.failed()).isCloseTo(500, within(100L));
        assertThat(report.nodes().dedicatedMinutes()).isGreaterThanOrEqualTo(2000.0 + tasks.retries());
    }

    @Test
    void spotNodesAreTakenAwayAndComeBackAndTheirTasksRunAgain() {
        PoolPlan spot = new PoolPlan("standard_d2s_v3", 0, 20, 1, PoolPlan.Fill.SPREAD, null);
        Machines machines = new Machines(1, 0.25, Duration.ofMinutes(2), 6, Duration.ofMinutes(5));

        SimulationReport report = Simulation.of(
                        SimulationPlan.of(List.of(TaskGroup.of(1000)), spot).with(machines))
                .run();

        assertThat(report.tasks().succeeded()).isEqualTo(1000);
        assertThat(report.nodes().preemptions()).isPositive();
        assertThat(report.tasks().requeues()).isPositive();
        assertThat(report.nodes().peak()).isEqualTo(20);
        assertThat(report.nodes().lowPriorityMinutes()).isGreaterThan(1000);
        assertThat(report.nodes().cost()).isCloseTo(report.nodes().lowPriorityMinutes() / 60 * 0.25, within(0.01));
    }

    @Test
    void aFormulaGrowsThePoolWithItsQueue() {
        PoolPlan pool = new PoolPlan(
                "standard_d2s_v3",
                0,
                0,
                1,
                PoolPlan.Fill.SPREAD,
                new PoolPlan.AutoScale(GROWING, Duration.ofMinutes(5)));

        SimulationReport report = Simulation.of(SimulationPlan.of(List.of(TaskGroup.of(200)), pool))
                .run();

        assertThat(report.finished()).isTrue();
        assertThat(report.nodes().peak()).isEqualTo(10);
    }

    @Test
    void aFormulaThatNeverAddsANodeEndsAtTheLimit() {
        PoolPlan pool = new PoolPlan(
                "standard_d2s_v3",
                0,
                0,
                1,
                PoolPlan.Fill.SPREAD,
                new PoolPlan.AutoScale("$TargetDedicatedNodes = 0;", Duration.ofMinutes(5)));

        SimulationReport report = Simulation.of(
                        SimulationPlan.of(List.of(TaskGroup.of(5)), pool).withLimit(Duration.ofHours(2)))
                .run();

        assertThat(report.finished()).isFalse();
        assertThat(report.tasks().unfinished()).isEqualTo(5);
        assertThat(report.facts())
                .containsEntry("Tasks", "0 succeeded, 0 failed, 5 never finished; 0 retries, 0 requeued");
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherOneOthers() {
        SimulationPlan plan = everything();

        String once = Simulation.of(plan).run().toJson();

        assertThat(Simulation.of(plan).run().toJson()).isEqualTo(once);
        assertThat(Simulation.of(plan.withSeed(2)).run().toJson()).isNotEqualTo(once);
    }

    private static SimulationPlan everything() {
        TaskGroup tasks = new TaskGroup("varied", 500, VARIED, 0.1, 2, 2, 0);
        PoolPlan pool = new PoolPlan(
                "standard_d4s_v3",
                5,
                5,
                4,
                PoolPlan.Fill.SPREAD,
                new PoolPlan.AutoScale(GROWING + "$TargetLowPriorityNodes = 5;", Duration.ofMinutes(5)));
        return SimulationPlan.of(List.of(tasks), pool)
                .with(new Machines(0.2, 0.05, Duration.ofMinutes(3), 1, Duration.ofMinutes(10)))
                .with(new Delays(Duration.ofMinutes(1), Duration.ofMillis(500)));
    }

    @Test
    void aThousandMomentsAtMostTellOfALongRun() {
        SimulationReport report = Simulation.of(SimulationPlan.of(5000, 1)).run();

        assertThat(report.history()).hasSizeBetween(500, 1002);
        assertThat(report.history().get(0).queued()).isEqualTo(5000);
        SimulationReport.Moment last = report.history().get(report.history().size() - 1);
        assertThat(last.completed()).isEqualTo(5000);
        assertThat(last.at()).isEqualTo(report.makespan());
    }

    @Test
    void progressGoesUpToTheLastTask() {
        AtomicLong completed = new AtomicLong();

        Simulation.of(SimulationPlan.of(100, 10)).progress(completed::set).run();

        assertThat(completed).hasValue(100);
    }

    @Test
    void theReportIsWrittenWithAPageThatNeedsNothingElseAndAPoolForALiveRun() throws IOException {
        Simulation simulation = Simulation.of(everything()).recording();
        SimulationReport report = simulation.run();

        simulation.writeTo(folder.resolve("out"));

        assertThat(folder.resolve("out/report.json")).content().isEqualTo(report.toJson());
        assertThat(folder.resolve("out/report.html"))
                .content()
                .contains("Simulation of 500 tasks on", "uPlot=", "\"utilisation\"", "script-src 'sha256-")
                .containsPattern("\"runs\":\\{\"node\":\\[\\d+,")
                .contains("\"succeeded\"")
                .doesNotContain("src=\"", "{{data}}");
        report.writeTo(folder.resolve("plain"));
        assertThat(folder.resolve("plain/report.html")).content().doesNotContain("\"runs\":");
        assertThat(PoolPlan.read(folder.resolve("out/pool.json")))
                .isEqualTo(report.plan().pool());
    }

    @Test
    void aPlanIsReadBackAsItIsWritten() throws IOException {
        SimulationPlan plan = everything();
        Path file = Files.writeString(folder.resolve("plan.json"), Json.write(plan));

        assertThat(SimulationPlan.read(file)).isEqualTo(plan);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ ! line 1, column 2: this is no JSON",
                "[] ! cannot be used",
                "{'tasks': [{'count': 1}]} ! line 1, column 1: pool is missing",
                "{'pool': {'dedicatedNodes': 1}, 'tasks': [{'count': 1}],\n 'sed': 1} ! line 2, column 11: sed is no field of a plan; there are: delays,",
                "{'tasks': [{'count': 1},\n {'count': 0}], 'pool': {}} ! line 2, column 12: tasks[1].count must be from 1 to",
                "{'tasks': [{'count': '7'}], 'pool': {}} ! tasks[0].count cannot be used",
                "{'tasks': [{'count': 1.5}], 'pool': {}} ! tasks[0].count cannot be used",
                "{'tasks': [{'count': 1,\n'time': {'distribution': 'fixed', 'value': 'soon'}}]} ! line 2,",
                "{'tasks': [{'count': 1, 'time': {'distribution': 'fixed', 'value': '0s'}}]} ! tasks[0].time.value must be",
                "{'tasks': [{'count': 1, 'time': {'distribution': 'zipf'}}]} ! tasks[0].time",
                "{'tasks': [{'count': 1, 'failureRate': 1.1}]} ! tasks[0].failureRate must be from 0 to 1, not 1.1",
                "{'tasks': [{'count': 1, 'failureRate': 1, 'retries': -1}]} ! or the tasks never end",
                "{'tasks': [{'count': 1}], 'pool': {'dedicatedNodes': 1, 'fill': 'heap'}} ! pool.fill must be one of [spread, pack]",
                "{'tasks': [{'count': 1}], 'pool': {}} ! pool.dedicatedNodes and lowPriorityNodes are both 0",
                "{'tasks': [{'count': 1}], 'pool': {'autoScale': {'formula': '1 +'}}} ! pool.autoScale.formula cannot be read: Line 1",
                "{'tasks': [{'count': 1, 'requiredSlots': 2}], 'pool': {'dedicatedNodes': 1}} ! its tasks would never run",
                "{'tasks': [{'count': 1, 'job': 'a'}, {'count': 1, 'job': 'A'}], 'pool': {'dedicatedNodes': 1}} ! job is there twice: A"
            })
    void aWrongPlanIsRefusedWithFieldAndLine(String planAndMessage) throws IOException {
        String[] parts = planAndMessage.split(" ! ", 2);
        Path file = Files.writeString(folder.resolve("plan.json"), parts[0].replace('\'', '"'));

        assertThatThrownBy(() -> SimulationPlan.read(file))
                .isInstanceOf(SimulationFileException.class)
                .hasMessageContaining(parts[1])
                .hasMessageStartingWith(file + ", line ");
    }

    @Test
    void aMissingPlanIsSaidToBeMissing() {
        assertThatThrownBy(() -> SimulationPlan.read(folder.resolve("none.json")))
                .isInstanceOf(SimulationFileException.class)
                .hasMessage("There is no file " + folder.resolve("none.json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'distribution': 'uniform', 'min': '10s', 'max': '20s'}",
                "{'distribution': 'exponential', 'mean': '15s'}",
                "{'distribution': 'lognormal', 'median': '14s', 'p95': '22s'}",
                "{'distribution': 'measured', 'values': ['10s', '15s', '20s']}"
            })
    void everyDistributionHasTheMeanThatItSays(String time) throws IOException {
        TaskTime times = Json.MAPPER.readValue(time.replace('\'', '"'), TaskTime.class);
        double sum = 0;
        for (int i = 0; i < 10_000; i++) {
            sum += times.draw(Draws.of(1, 1, i));
        }

        assertThat(sum / 10_000).isCloseTo(15_000, within(600.0));
    }
}
