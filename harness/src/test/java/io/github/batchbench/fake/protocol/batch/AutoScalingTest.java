package io.github.batchbench.fake.protocol.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.PoolSize;
import io.github.batchbench.fake.model.ResizeError;
import io.github.batchbench.fake.state.Allocation;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Formulas at work on the timeline. */
class AutoScalingTest {
    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private final Service service = new Service();
    private final Caller caller = service.caller;

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void enablingEvaluatesAtOnceAndResizes() {
        service.withPoolAndJob();

        Caller.Result enabled = enable("$TargetDedicatedNodes=3");

        assertThat(enabled.status()).isEqualTo(200);
        assertThat(pool().string("allocationState")).contains("resizing");
        assertThat(run().string("results"))
                .contains("$TargetDedicatedNodes=3;$TargetLowPriorityNodes=0;$NodeDeallocationOption=requeue");
        service.advance(INTERVAL);
        assertThat(pool().number("currentDedicatedNodes")).contains(3L);
    }

    @Test
    void thePoolFollowsItsTasks() {
        service.withPoolAndJob();
        String tasks = IntStream.range(0, 8)
                .mapToObj(i -> "{\"id\":\"t" + i + "\",\"commandLine\":\"true\"}")
                .collect(Collectors.joining(","));
        caller.post("/jobs/Job1/addtaskcollection", "{\"value\":[" + tasks + "]}");

        enable("$TargetDedicatedNodes = min(4, max($PendingTasks.GetSample(1)))");
        assertThat(pool().number("targetDedicatedNodes")).contains(4L);
        service.advance(INTERVAL.multipliedBy(4));

        assertThat(pool().number("currentDedicatedNodes")).contains(0L);
        assertThat(caller.get("/jobs/Job1/taskcounts")
                        .json()
                        .object("taskCounts")
                        .flatMap(counts -> counts.number("succeeded")))
                .contains(8L);
    }

    @Test
    void anErrorIsShownAndTheSizeStays() {
        service.withPoolAndJob();

        assertThat(enable("something_useless").status()).isEqualTo(200);

        assertThat(pool().number("targetDedicatedNodes")).contains(1L);
        Document error = run().object("error").orElseThrow();
        assertThat(error.string("code")).contains("AutoScalingFormulaEvaluationError");
        assertThat(error.objects("values"))
                .containsExactly(Document.of("name", "Message")
                        .with("value", "Line 1, Col 1: Undefined symbol: something_useless"));
    }

    @Test
    void aFormulaThatAsksForMoreSamplesThanThereAreSaysSo() {
        service.withPoolAndJob();
        String formula = "$TargetDedicatedNodes = avg($RunningTasks.GetSample(TimeInterval_Minute * 10, 70))";

        enable(formula);
        Document own = run().object("error").orElseThrow();
        Document evaluated = evaluate(formula).json().object("error").orElseThrow();

        for (Document error : List.of(own, evaluated)) {
            assertThat(error.string("code")).contains("InsufficientSampleData");
            assertThat(error.string("message")).contains("Autoscale evaluation failed due to insufficient sample data");
            assertThat(error.objects("values").get(0).string("value").orElse(""))
                    .endsWith("Insufficient data from data set: $RunningTasks wanted 70%, received 5%");
        }
        assertThat(pool().number("targetDedicatedNodes")).contains(1L);
        service.advance(INTERVAL.multipliedBy(2));
        assertThat(run().has("error")).isFalse();
        assertThat(pool().number("targetDedicatedNodes")).contains(0L);
    }

    @Test
    void aResultThatIsThereAlreadyStartsNoResize() {
        service.account.allocation((pool, wanted) -> new Allocation.Grant(
                new PoolSize(0, 0), List.of(new ResizeError("AllocationFailed", "none left", List.of()))));
        caller.post("/pools", Service.POOL);
        service.advance(Duration.ofMinutes(20));
        assertThat(pool().objects("resizeErrors")).hasSize(1);
        String since = pool().string("allocationStateTransitionTime").orElseThrow();

        enable("$TargetDedicatedNodes = 1");
        service.advance(INTERVAL);
        enable("$TargetDedicatedNodes = 0");
        service.advance(INTERVAL);

        assertThat(pool().objects("resizeErrors")).hasSize(1);
        assertThat(pool().string("allocationStateTransitionTime")).contains(since);
        assertThat(pool().number("targetDedicatedNodes")).contains(0L);
    }

    @Test
    void evaluatingChangesNothing() {
        service.withPoolAndJob();
        assertThat(evaluate("$TargetDedicatedNodes=9").status()).isEqualTo(409);
        enable("$TargetDedicatedNodes=1");

        Caller.Result evaluated = evaluate("$TargetDedicatedNodes=9");

        assertThat(evaluated.status()).isEqualTo(200);
        assertThat(evaluated.json().string("results").orElse("")).startsWith("$TargetDedicatedNodes=9;");
        assertThat(pool().number("targetDedicatedNodes")).contains(1L);
    }

    @Test
    void disablingKeepsTheSizeAndAllowsAResize() {
        service.withPoolAndJob();
        enable("$TargetDedicatedNodes=2");
        service.advance(INTERVAL);
        assertThat(caller.post("/pools/pool1/resize", "{\"targetDedicatedNodes\":1}")
                        .status())
                .isEqualTo(409);

        assertThat(caller.post("/pools/pool1/disableautoscale", "").status()).isEqualTo(200);

        assertThat(pool().has("autoScaleRun")).isFalse();
        assertThat(pool().number("currentDedicatedNodes")).contains(2L);
        assertThat(caller.post("/pools/pool1/resize", "{\"targetDedicatedNodes\":1}")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void aPoolCanBeBornWithAFormula() {
        caller.post(
                "/pools",
                Service.POOL.replace(
                        "\"targetDedicatedNodes\":1",
                        "\"enableAutoScale\":true,\"autoScaleFormula\":\"$TargetDedicatedNodes=2\""));
        service.advance(INTERVAL);

        assertThat(pool().number("currentDedicatedNodes")).contains(2L);
        assertThat(pool().string("autoScaleEvaluationInterval")).contains("PT15M");
    }

    @Test
    void longFormulasAreRefused() {
        service.withPoolAndJob();

        assertThat(enable("$a=1;//" + "x".repeat(8192)).code()).isEqualTo("AutoScalingFormulaTooLong");
    }

    private Caller.Result enable(String formula) {
        return caller.post(
                "/pools/pool1/enableautoscale",
                "{\"autoScaleFormula\":\"" + formula + "\",\"autoScaleEvaluationInterval\":\"PT5M\"}");
    }

    private Caller.Result evaluate(String formula) {
        return caller.post("/pools/pool1/evaluateautoscale", "{\"autoScaleFormula\":\"" + formula + "\"}");
    }

    private Document pool() {
        return caller.get("/pools/pool1").json();
    }

    private Document run() {
        return pool().object("autoScaleRun").orElseThrow();
    }
}
