package io.github.batchbench.fake.autoscale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batchbench.fake.autoscale.Evaluation.Targets;
import io.github.batchbench.fake.autoscale.SampleSource.Sample;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaTest {
    /** A Monday. */
    private static final Instant NOW = Instant.parse("2026-11-23T13:25:07.5Z");

    private static final Targets TARGETS = Targets.of(2, 0);
    private static final SampleSource NOTHING = metric -> List.of();

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "1 + 2 * 3                       # 7",
                "(1 + 2) * 3                     # 9",
                "7 / 2                           # 3.5",
                "-2 - -3                         # 1",
                "!0 + !5                         # 1",
                "1 < 2 && 2 <= 2 && 3 != 4       # 1",
                "1 > 2 || 2 >= 3 || 1 == 2       # 0",
                "1 > 2 ? 10 : 2 > 1 ? 20 : 30    # 20",
                "0 ? 1/0 : 4                     # 4",
                ".5 + 1e2                        # 100.5",
                "\"a\" < \"b\"                   # 1",
                "avg(1, 2, 6)                    # 3",
                "avg([1,2,3], 6)                 # 3",
                "len(vec(1,2), 3)                # 3",
                "max([1,5,3])                    # 5",
                "min(4, [2, 3])                  # 2",
                "sum()                           # 0",
                "range(3, 9, 5)                  # 6",
                "norm(3, 4)                      # 5",
                "std(2, 4)                       # 1.4142135623730951",
                "percentile([5, 1, 3], 50)       # 3",
                "percentile([5, 1, 3], 100)      # 5",
                "val([4, 5, 6], 1)               # 5",
                "lg(8)                           # 3",
                "ln(1)                           # 0",
                "log(1000)                       # 3",
                "ceil(1.2) + floor(1.8)          # 3",
                "round(2.5) + round(-2.5)        # 0",
                "trunc(-1.9)                     # -1",
                "sum(lg([2, 4]))                 # 3",
                "sum([1,2] * 3)                  # 9",
                "sum([1,2] + [3,4])              # 10",
                "time().year                     # 2026",
                "time().month                    # 11",
                "time().day                      # 23",
                "time().weekday                  # 1",
                "time().hour                     # 13",
                "time().minute                   # 25",
                "time().second                   # 7",
                "time(\"2026-11-22\").weekday    # 0",
                "time(\"Mon, 23 Nov 2026 01:02:03 GMT\").hour # 1",
                "time(\"2026-11-23T10:00:00+02:00\").hour     # 8",
                "TimeInterval_Minute * 60 == TimeInterval_Hour # 1",
                "TimeInterval_Day / 24 == TimeInterval_Hour    # 1",
                "2 * TimeInterval_Week - TimeInterval_Day * 14 == TimeInterval_Zero # 1",
                "time(\"2026-11-24\") - time(\"2026-11-23\") == TimeInterval_Day # 1",
                "(time() + TimeInterval_Hour).hour # 14",
                "-TimeInterval_Second < TimeInterval_Zero # 1",
                "(1 && 0) + (0 && 1) + (0 && 0) # 0",
                "(1 || 0) + (0 || 1) # 2",
                "!0 # 1",
                "!5 # 0",
                "(0 == -0) + (-0 == 0) # 2",
                "(2 >= 2) + (2 > 2) # 1",
                "(2 <= 2) + (2 < 2) # 1",
                "len([[1, 2], 3]) # 3",
                "std(1, 2, 6, 7) # 2.943920288775949",
                "percentile([5, 1, 3], 0) # 1",
                "val([4, 5, 6], 0) # 4",
                "round(2.4) # 2",
                "round(-2.6) # -3",
                "(TimeInterval_Hour + time()).hour # 14",
                "time(\"2026-11-22\") < time() # 1",
                "(TimeInterval_Second * 1.5) * 2 == TimeInterval_Second * 3 # 1",
            })
    void expressionsHaveTheirValues(String expression, String value) {
        assertThat(results("$x = " + expression)).endsWith("$x=" + value);
    }

    @Test
    void aTargetIsSetAndTheOthersStay() {
        Evaluation evaluation = evaluate("$TargetDedicatedNodes=3");

        assertThat(evaluation.targets()).isEqualTo(new Targets(3, 0, "requeue"));
        assertThat(evaluation.results())
                .isEqualTo("$TargetDedicatedNodes=3;$TargetLowPriorityNodes=0;$NodeDeallocationOption=requeue");
    }

    @Test
    void ownVariablesAreListedSorted() {
        assertThat(results("$b = 1; a = 2.5; $TargetLowPriorityNodes = $b; $NodeDeallocationOption = taskcompletion;"))
                .isEqualTo("$TargetDedicatedNodes=2;$TargetLowPriorityNodes=1;"
                        + "$NodeDeallocationOption=taskcompletion;$b=1;a=2.5");
    }

    @Test
    void timesAreListedInMilliseconds() {
        assertThat(results("$now = time()")).endsWith("$now=2026-11-23T13:25:07.500Z");
    }

    @Test
    void theLongNameOfATargetWinsOverItsAlias() {
        assertThat(evaluate("$TargetDedicatedNodes=4; $TargetDedicated=9")
                        .targets()
                        .dedicatedNodes())
                .isEqualTo(4);
        assertThat(evaluate("$TargetDedicated=9").targets().dedicatedNodes()).isEqualTo(9);
    }

    @Test
    void anUndefinedSymbolIsNamedWithItsPlace() {
        Evaluation evaluation = evaluate("something_useless");

        assertThat(evaluation.error())
                .get()
                .extracting(FormulaException::text)
                .isEqualTo("Line 1, Col 1: Undefined symbol: something_useless");
        assertThat(evaluation.targets()).isEqualTo(TARGETS);
        assertThat(evaluation.results())
                .isEqualTo("$TargetDedicatedNodes=2;$TargetLowPriorityNodes=0;$NodeDeallocationOption=requeue");
    }

    @Test
    void linesAndCommentsAreCounted() {
        assertThat(error("// first\n/* second\n third */ $x = 1;\n  $y = nothing"))
                .isEqualTo("Line 4, Col 8: Undefined symbol: nothing");
    }

    @Test
    void stopEndsTheEvaluationWithWhatIsSet() {
        assertThat(evaluate("$TargetDedicatedNodes=5; stop(); $TargetDedicatedNodes=9")
                        .targets()
                        .dedicatedNodes())
                .isEqualTo(5);
    }

    @Test
    void randomNumbersFollowTheSeed() {
        String formula = "$x = rand()";

        assertThat(Formula.evaluate(formula, TARGETS, NOTHING, NOW, 7).results())
                .isEqualTo(Formula.evaluate(formula, TARGETS, NOTHING, NOW, 7).results())
                .isNotEqualTo(
                        Formula.evaluate(formula, TARGETS, NOTHING, NOW, 8).results());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$TargetDedicatedNodes = -1",
                "$TargetDedicatedNodes = 1/0",
                "$TargetDedicatedNodes = \"many\"",
                "$NodeDeallocationOption = \"later\"",
                "$ActiveTasks = 3",
                "TimeInterval_Day = 3",
                "$x = 1 + \"a\"",
                "$x = [1,2] + [1]",
                "$x = 2 * [1,2]",
                "$x = time() * 2",
                "$x = max()",
                "$x = avg(\"a\")",
                "$x = val([1], 1)",
                "$x = percentile([1], 101)",
                "$x = time(\"soon\")",
                "$x = time().century",
                "$x = nosuch(1)",
                "$x = $ActiveTasks.Nosuch()",
                "$x = \"a\" ? 1 : 2",
                "$x = [1, time()]",
                "$x = time() + TimeInterval_Week * 1e300",
                "$x = $ActiveTasks.GetSample(\"a\")",
                "$x = $ActiveTasks.GetSample()",
            })
    void whatTheLanguageDoesNotAllowIsAnError(String formula) {
        assertThat(error(formula)).startsWith("Line 1, Col ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$x = ", "$x = (1", "$x = 1 2", "$x = #", "= 3", "$x = [1,", "$x = 1 ? 2", "$x = \"open"})
    void syntaxErrorsHaveAPlace(String formula) {
        assertThatThrownBy(() -> Formula.parse(formula))
                .isInstanceOf(FormulaException.class)
                .hasMessageMatching("Line 1, Col \\d+: .+");
        assertThat(error(formula)).startsWith("Line 1, Col ");
    }

    @Test
    void onlyWhatIsNestedCountsAsDeep() {
        assertThat(results("$x = len(" + "(1),".repeat(300) + "-1" + ",-1".repeat(300) + ")"))
                .endsWith("$x=601");
    }

    @Test
    void aPoolMayBeAskedToHaveNoNodes() {
        assertThat(evaluate("$TargetDedicatedNodes = 0").targets().dedicatedNodes())
                .isZero();
    }

    @Test
    void hostileFormulasEndInAnError() {
        assertThat(error("$x = " + "(".repeat(5000) + "1")).contains("nested too deeply");
        assertThat(error("$x = " + "-".repeat(5000) + "1")).contains("nested too deeply");
        assertThat(error("$x = 1;".repeat(101))).contains("100 statements");
    }

    @Test
    void samplesOfATimeAreThoseWithinIt() {
        SampleSource samples = everyHalfMinute(20);

        assertThat(results("$x = len($ActiveTasks.GetSample(TimeInterval_Minute * 5))", samples))
                .endsWith("$x=10");
        assertThat(results("$x = $ActiveTasks.GetSample(2)", samples)).endsWith("$x=[18,19]");
        assertThat(results(
                        "$x = len($ActiveTasks.GetSample(TimeInterval_Minute * 5, TimeInterval_Minute * 2))", samples))
                .endsWith("$x=6");
    }

    @Test
    void tooFewSamplesFailWithTheShareThatIsThere() {
        SampleSource samples = everyHalfMinute(10);

        assertThat(results("$x = $ActiveTasks.GetSamplePercent(TimeInterval_Minute * 10)", samples))
                .endsWith("$x=50");
        assertThat(Formula.evaluate(
                                "$x = $ActiveTasks.GetSample(TimeInterval_Minute * 10, 70)", TARGETS, samples, NOW, 0)
                        .error())
                .get()
                .extracting(FormulaException::text)
                .isEqualTo("Line 1, Col 19: Insufficient data from data set: $ActiveTasks wanted 70%, received 50%");
    }

    @Test
    void asManySamplesAsAskedForAreEnough() {
        assertThat(results("$x = len($ActiveTasks.GetSample(TimeInterval_Minute * 10, 50))", everyHalfMinute(10)))
                .endsWith("$x=10");
        assertThat(results("$x = $ActiveTasks.GetSamplePercent(TimeInterval_Second)", everyHalfMinute(1)))
                .endsWith("$x=100");
    }

    @Test
    void aTimeFrameMayBeginAtAMoment() {
        assertThat(results("$x = len($ActiveTasks.GetSample(time() + TimeInterval_Minute * -5))", everyHalfMinute(20)))
                .endsWith("$x=10");
    }

    @Test
    void aMetricKnowsItsHistory() {
        SampleSource samples = everyHalfMinute(4);

        assertThat(results("$x = $ActiveTasks.Count()", samples)).endsWith("$x=4");
        assertThat(results("$x = $ActiveTasks.GetSamplePeriod() == TimeInterval_Second * 30", samples))
                .endsWith("$x=1");
        assertThat(results("$x = (time() - $ActiveTasks.HistoryBeginTime()) == TimeInterval_Second * 90", samples))
                .endsWith("$x=1");
    }

    @Test
    void aMetricInACalculationIsItsLatestSample() {
        assertThat(evaluate("$TargetDedicatedNodes = $ActiveTasks / 2", everyHalfMinute(9))
                        .targets()
                        .dedicatedNodes())
                .isEqualTo(4);
    }

    @Test
    void theFormulaOfTheDocumentationWorks() {
        String formula = """
                startingNumberOfVMs = 1;
                maxNumberofVMs = 25;
                pendingTaskSamplePercent = $PendingTasks.GetSamplePercent(180 * TimeInterval_Second);
                pendingTaskSamples = pendingTaskSamplePercent < 70 ? startingNumberOfVMs : avg($PendingTasks.GetSample(180 * TimeInterval_Second));
                $TargetDedicatedNodes=min(maxNumberofVMs, pendingTaskSamples);
                $NodeDeallocationOption = taskcompletion;
                """;

        assertThat(evaluate(formula).targets()).isEqualTo(new Targets(1, 0, "taskcompletion"));
        assertThat(evaluate(formula, everyHalfMinute(60)).targets().dedicatedNodes())
                .isEqualTo(25);
    }

    /** So many samples, the latest of now, with rising values. */
    private static SampleSource everyHalfMinute(int count) {
        List<Sample> samples = IntStream.range(0, count)
                .mapToObj(i -> new Sample(NOW.minusSeconds(30L * (count - 1 - i)), i))
                .toList();
        Map<String, List<Sample>> byMetric = Map.of("$ActiveTasks", samples, "$PendingTasks", samples);
        return metric -> byMetric.getOrDefault(metric, List.of());
    }

    private static String results(String formula) {
        return results(formula, NOTHING);
    }

    private static String results(String formula, SampleSource samples) {
        return evaluate(formula, samples).results();
    }

    private static Evaluation evaluate(String formula) {
        return evaluate(formula, NOTHING);
    }

    private static Evaluation evaluate(String formula, SampleSource samples) {
        return Formula.evaluate(formula, TARGETS, samples, NOW, 0);
    }

    private static String error(String formula) {
        return evaluate(formula).error().orElseThrow().text();
    }
}
