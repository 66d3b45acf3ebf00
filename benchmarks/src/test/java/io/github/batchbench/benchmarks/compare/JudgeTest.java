package io.github.batchbench.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.batchbench.benchmarks.compare.Difference.Term;
import io.github.batchbench.benchmarks.compare.RowComparison.Effect;
import io.github.batchbench.benchmarks.compare.RowComparison.Reason;
import io.github.batchbench.benchmarks.report.Fork;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The rules of the verdicts, on evidence that is made up. */
class JudgeTest {
    private static final double ALPHA = 0.04;
    private static final Settings SETTINGS = new Settings(ALPHA, 0.05, 200, 1, false);
    private static final double MARGIN = Math.log1p(0.05);
    private static final Interval WIDE = new Interval(-0.3, 0.3);

    /** Five forks a side: variance 0.00025, standard error of the difference 0.01. */
    private static final double[] QUIET = {-0.02, -0.01, 0, 0.01, 0.02};

    /** Ten times the variance. */
    private static final double[] NOISY = {
        -0.02 * Math.sqrt(10), -0.01 * Math.sqrt(10), 0, 0.01 * Math.sqrt(10), 0.02 * Math.sqrt(10)
    };

    @Test
    void aChangeIsShownIfBothTestsAgreeAndItIsBeyondTheMargin() {
        assertThat(verdict(0.06, 0.01, 0.01)).isEqualTo(Verdict.REGRESSED);
        assertThat(verdict(-0.06, 0.01, 0.01)).isEqualTo(Verdict.IMPROVED);
    }

    @Test
    void theLevelItselfRejectsAndTheRankTestIsOneSided() {
        assertThat(verdict(0.06, ALPHA, 2 * ALPHA)).isEqualTo(Verdict.REGRESSED);
        assertThat(verdict(0.06, 0.041, 0.01)).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(verdict(0.06, 0.01, 0.081)).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void aChangeOfTheMarginItselfIsNotBeyondIt() {
        assertThat(verdict(MARGIN, 0.01, 0.01)).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(verdict(-MARGIN, 0.01, 0.01)).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(verdict(MARGIN * 1.001, 0.01, 0.01)).isEqualTo(Verdict.REGRESSED);
    }

    @Test
    void anIntervalWithinTheMarginIsEquivalentWhateverTheTestsSay() {
        assertThat(decide(SETTINGS, QUIET, 0.02, new Interval(-MARGIN, MARGIN), 0.01, 0.01)
                        .verdict())
                .isEqualTo(Verdict.EQUIVALENT);
    }

    @Test
    void whyARowIsInconclusive() {
        assertThat(reason(QUIET, 0.06, 0.01, 0.2)).as("means only").isEqualTo(Reason.TESTS_DISAGREE);
        assertThat(reason(QUIET, 0.04, 0.01, 0.01)).as("shown, too small").isEqualTo(Reason.NEAR_MARGIN);
        assertThat(reason(QUIET, 0.06, 0.2, 0.01)).as("ranks only").isEqualTo(Reason.NEAR_MARGIN);
        assertThat(reason(NOISY, 0.06, 0.2, 0.01)).isEqualTo(Reason.TOO_NOISY);
    }

    @Test
    void threeForksAndNoDataDecideNothing() {
        List<Fork> five = Rows.logs(0, QUIET);

        assertThat(judge(SETTINGS, 1).decide(Evidence.none(Rows.time("row", five, List.of())), 1))
                .satisfies(row -> assertInconclusive(row, Reason.NO_DATA));
        assertThat(judge(SETTINGS, 1).decide(examined(SETTINGS, Rows.logs(0, 0, 0, 0), Rows.logs(1, 0, 0, 0)), 0))
                .satisfies(row -> assertInconclusive(row, Reason.TOO_FEW_FORKS))
                .satisfies(row -> assertThat(row.smallestEffect()).isEmpty());
        assertThat(judge(SETTINGS, 1).decide(examined(SETTINGS, five, Rows.forks(1)), 0))
                .satisfies(row -> assertInconclusive(row, Reason.TOO_FEW_FORKS))
                .satisfies(row -> assertThat(row.forksNeeded()).isEmpty())
                .satisfies(row -> assertThat(row.effect()).map(Effect::means).hasValue(1.0));
    }

    @Test
    void withoutARatioOnlyEqualScoresAreEquivalent() {
        List<Fork> zeros = Rows.forks(0, 0, 0, 0);

        RowComparison same = judge(SETTINGS, 1).decide(examined(SETTINGS, zeros, zeros), 1);
        RowComparison other = judge(SETTINGS, 1).decide(examined(SETTINGS, zeros, Rows.forks(0, 0, 0, 1)), 1);

        assertThat(same.verdict()).isEqualTo(Verdict.EQUIVALENT);
        assertThat(same.effect()).isEmpty();
        assertInconclusive(other, Reason.NO_RATIO);
        assertThat(other.smallestEffect()).isEmpty();
    }

    @Test
    void theEffectIsARatioOfCosts() {
        RowComparison row = decide(SETTINGS, QUIET, Math.log(1.2), new Interval(0, Math.log(2)), 0.03, 0.02);

        Effect effect = row.effect().orElseThrow();
        assertThat(effect.costRatio()).isCloseTo(1.2, within(1e-12));
        assertThat(effect.interval()).isEqualTo(new Interval(0, Math.log(2)).exp());
        assertThat(effect.holm()).isEqualTo(0.03);
        assertThat(effect.mannWhitney()).isEqualTo(0.02);
        assertThat(effect.means()).as("Student's t of 0 over 0.01").isEqualTo(1);
        assertThat(row.base().score()).isCloseTo(1, within(0.001));
        assertThat(row.candidate().forks()).hasSize(5);
        assertThat(row.unit()).isEqualTo("us/op");
    }

    @Test
    void theSmallestEffectGrowsWithTheFamilyAndIsNeverLessThanTheMargin() {
        // Student's t of eight degrees: 2.44898 at 4 %, 2.89646 at 2 %, both sides; 0.88889 for 80 % power.
        assertThat(decide(1, NOISY).smallestEffect())
                .hasValueCloseTo(Math.expm1(3.3378745074077987 * 0.01 * Math.sqrt(10)), within(1e-9));
        assertThat(decide(2, NOISY).smallestEffect())
                .hasValueCloseTo(Math.expm1(3.785348965476642 * 0.01 * Math.sqrt(10)), within(1e-9));
        assertThat(decide(1, QUIET).smallestEffect()).as("3.4 % could be seen").hasValue(0.05);
    }

    @Test
    void theForksThatAreNeededShowAChangeOfTheMarginOrOfWhatWasSeen() {
        assertThat(decide(1, QUIET).forksNeeded()).hasValue(4);
        assertThat(decide(1, NOISY).forksNeeded()).hasValue(19);
        assertThat(decide(2, NOISY).forksNeeded()).hasValue(23);

        Settings noMargin = new Settings(ALPHA, 0, 200, 1, false);
        assertThat(decide(noMargin, NOISY, -0.1, WIDE, 1, 1).forksNeeded()).hasValue(6);
        assertThat(decide(noMargin, NOISY, 0.02, WIDE, 1, 1).forksNeeded()).hasValue(106);
    }

    private static void assertInconclusive(RowComparison row, Reason reason) {
        assertThat(row.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(row.reason()).hasValue(reason);
    }

    private static Verdict verdict(double estimate, double holm, double mannWhitney) {
        return decide(SETTINGS, QUIET, estimate, WIDE, holm, mannWhitney).verdict();
    }

    private static Reason reason(double[] logs, double estimate, double holm, double mannWhitney) {
        return decide(SETTINGS, logs, estimate, WIDE, holm, mannWhitney)
                .reason()
                .orElseThrow();
    }

    private static RowComparison decide(int family, double[] logs) {
        return judge(SETTINGS, family).decide(evidence(logs, 0.06, WIDE, 1), 1);
    }

    private static RowComparison decide(
            Settings settings, double[] logs, double estimate, Interval interval, double holm, double mannWhitney) {
        return judge(settings, 1).decide(evidence(logs, estimate, interval, mannWhitney), holm);
    }

    private static Judge judge(Settings settings, int family) {
        return new Judge(settings, family, Moderation.NONE);
    }

    /** Both sides scatter so; the estimate is given out instead of theirs, which is nothing. */
    private static Evidence evidence(double[] logs, double estimate, Interval interval, double mannWhitney) {
        LogSample sample = new LogSample(logs);
        List<Term> terms = List.of(new Term(1, sample), new Term(-1, sample));
        Measurement row = Rows.time("row", Rows.logs(0, logs), Rows.logs(0, logs));
        return new Evidence(
                row, Optional.of(Difference.of(terms)), terms, Optional.of(estimate), interval, mannWhitney, null);
    }

    private static Evidence examined(Settings settings, List<Fork> base, List<Fork> candidate) {
        return new Statistician(settings, List.of(), List.of()).examine(Rows.time("row", base, candidate));
    }
}
