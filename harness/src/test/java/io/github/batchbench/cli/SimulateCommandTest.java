package io.github.batchbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SimulateCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int simulate(String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "simulate";
        System.arraycopy(args, 0, all, 1, args.length);
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
    }

    @Test
    void aQuickLookTellsWhatMatters() {
        assertThat(simulate("--tasks", "100", "--nodes", "10")).isZero();
        assertThat(out.toString()).contains("not known: the plan has no prices");

        assertThat(err.toString()).isEmpty();
        assertThat(out.toString())
                .contains("Makespan:     10m", "100 succeeded, 0 failed", "Utilisation:  100.0 %", "peak heap");
    }

    @Test
    void aPlanIsSimulatedAndItsReportsAreWritten() throws IOException {
        Path plan = Files.writeString(
                folder.resolve("plan.json"), "{\"tasks\": [{\"count\": 30}], \"pool\": {\"dedicatedNodes\": 10}}");

        assertThat(simulate(
                        plan.toString(),
                        "--seed",
                        "9",
                        "-o",
                        folder.resolve("out").toString()))
                .isZero();

        assertThat(folder.resolve("out")).isDirectoryContaining("glob:**report.json");
        assertThat(folder.resolve("out/report.json")).content().contains("\"seed\" : 9", "\"makespan\" : \"3m\"");
        assertThat(out.toString()).contains(folder.resolve("out/report.html").toString());
    }

    @Test
    void aTraceSaysWhichTaskRanWhereAndIsTheSameEachTime() throws IOException {
        Path once = folder.resolve("traces/once.json");
        Path again = folder.resolve("traces/again.json");
        assertThat(simulate("--tasks", "3", "--nodes", "2", "--trace", once.toString()))
                .isZero();
        assertThat(simulate("--tasks", "3", "--nodes", "2", "--trace", again.toString()))
                .isZero();

        assertThat(out.toString()).contains("Trace:        " + once);
        assertThat(once)
                .content()
                .contains("\"traceEvents\"", "task-00000000", "task-00000001", "task-00000002", "pool pool");
        assertThat(again).hasSameTextualContentAs(once);
    }

    @Test
    void aTraceIsOfOneSimulation() {
        assertThat(simulate(
                        "--tasks",
                        "3",
                        "--nodes",
                        "2",
                        "--vary",
                        "nodes=1,2",
                        "--trace",
                        folder.resolve("trace.json").toString()))
                .isEqualTo(2);

        assertThat(err.toString()).contains("--trace is of one simulation: leave out --vary.");
    }

    @Test
    void everyCombinationOfWhatIsVariedIsSimulatedAndTheKneeMarked() throws IOException {
        Path plan = Files.writeString(folder.resolve("plan.json"), """
                {"tasks": [{"count": 200}], "pool": {"dedicatedNodes": 1},
                 "machines": {"pricePerHour": 0.6, "bootTime": "10m"}}""");

        assertThat(simulate(
                        plan.toString(),
                        "--vary",
                        "nodes=5..80",
                        "--vary",
                        "slots=1,2",
                        "-o",
                        folder.resolve("out").toString()))
                .isZero();

        assertThat(err.toString()).isEmpty();
        assertThat(out.toString())
                .startsWith("nodes  slots  makespan   cost  node hours  utilisation")
                .containsPattern("(?m)^ +5 +1 +50m +2.50 +4.17 +80.0 %$")
                .containsPattern("knee\\R")
                .contains("Knee: {nodes=", "24 pools simulated in ");
        assertThat(folder.resolve("out"))
                .isDirectoryContaining("glob:**sweep.json")
                .isDirectoryContaining("glob:**sweep.csv")
                .isDirectoryContaining("glob:**sweep.html");
    }

    @Test
    void aVariationThatMakesNoSenseIsAWrongArgument() {
        assertThat(simulate("--tasks", "10", "--nodes", "1", "--vary", "slots=0,1"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--vary: ").doesNotContain("\tat ");
    }

    @Test
    void aRunTakesThePoolThatWasPlanned() throws IOException {
        Path pool = Files.writeString(folder.resolve("pool.json"), "{\"dedicatedNodes\": 2, \"slotsPerNode\": 3}");

        int code = Main.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                "run",
                "--pool-plan",
                pool.toString(),
                "--command",
                "true",
                "-o",
                folder.resolve("run").toString());

        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
    }

    @Test
    void aRunRefusesAPoolThatAFormulaSizes() throws IOException {
        Path pool = Files.writeString(
                folder.resolve("pool.json"), "{\"autoScale\": {\"formula\": \"$TargetDedicatedNodes = 1;\"}}");

        int code =
                Main.run(new PrintWriter(out, true), new PrintWriter(err, true), "run", "--pool-plan", pool.toString());

        assertThat(code).isEqualTo(ExitCode.INPUT.number());
        assertThat(err.toString()).contains("Leave autoScale out of the pool's plan");
    }

    @Test
    void aPlanThatIsNotOverAtItsLimitSaysSo() throws IOException {
        Path plan = Files.writeString(
                folder.resolve("plan.json"),
                "{\"tasks\": [{\"count\": 30}], \"pool\": {\"dedicatedNodes\": 1}, \"limit\": \"5m\"}");

        assertThat(simulate(plan.toString())).isEqualTo(ExitCode.TIMEOUT.number());

        assertThat(out.toString()).contains("never finished", "gave up");
    }

    @Test
    void mistakesAreTold() throws IOException {
        Path plan = Files.writeString(folder.resolve("plan.json"), "{}");

        assertThat(simulate(plan.toString())).isEqualTo(ExitCode.INPUT.number());
        assertThat(simulate("--tasks", "5")).isEqualTo(ExitCode.USAGE.number());
        assertThat(simulate("--tasks", "0", "--nodes", "5")).isEqualTo(ExitCode.USAGE.number());
        assertThat(simulate(
                        "--tasks",
                        "5",
                        "--nodes",
                        "5",
                        "-o",
                        plan.resolve("sub").toString()))
                .isEqualTo(ExitCode.INPUT.number());

        assertThat(err.toString())
                .contains(
                        "line 1, column 1: tasks is missing",
                        "Give either a plan",
                        "--tasks must be at least 1, not 0.",
                        "The report cannot be written")
                .doesNotContain("\tat ");
    }
}
