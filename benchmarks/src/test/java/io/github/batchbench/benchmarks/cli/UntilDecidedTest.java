package io.github.batchbench.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.benchmarks.compare.SequentialPlan;
import io.github.batchbench.benchmarks.compare.Settings;
import io.github.batchbench.benchmarks.run.MoreForks.Round;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UntilDecidedTest {
    private static final SequentialPlan PLAN = SequentialPlan.of(5, 20);

    private final StringWriter progress = new StringWriter();

    @TempDir
    private Path folder;

    private Path base;
    private Path candidate;

    /** One row that is plainly slower, one that is plainly the same, and one that scatters. */
    @BeforeEach
    void reports() throws IOException {
        base = new JmhFile()
                .result("b.B.slower", "avgt", "us/op", 100, 5, 0.005)
                .result("b.B.same", "avgt", "us/op", 100, 5, 0.005)
                .result("b.B.noisy", "avgt", "us/op", 100, 5, 0.15)
                .writeTo(folder.resolve("base.json"));
        candidate = new JmhFile()
                .otherRun("b.B.slower", "avgt", "us/op", 150, 5, 0.005)
                .otherRun("b.B.same", "avgt", "us/op", 100, 5, 0.005)
                .otherRun("b.B.noisy", "avgt", "us/op", 100, 5, 0.15)
                .writeTo(folder.resolve("new.json"));
    }

    private UntilDecided untilDecided(Duration budget) {
        return new UntilDecided(
                base, candidate, PLAN, Settings.DEFAULT, budget, Clock.systemUTC(), new PrintWriter(progress, true));
    }

    @Test
    void onlyWhatIsNotDecidedGetsMoreForks() {
        assertThat(untilDecided(Duration.ofHours(1)).after(5)).contains(new Round(3, List.of("^\\Qb.B.noisy\\E$")));
        assertThat(progress.toString()).startsWith("5 forks a side: 1 benchmarks with undecided rows");
    }

    @Test
    void theBudgetEndsIt() {
        assertThat(untilDecided(Duration.ofHours(1)).after(20)).isEmpty();
        assertThat(progress.toString()).contains("no more forks");
        assertThat(untilDecided(Duration.ofHours(-1)).after(5)).isEmpty();
        assertThat(progress.toString()).contains("the time is up");
    }

    @Test
    void theLevelIsDividedAmongTheLooks() {
        assertThat(PLAN.looks()).containsExactly(5, 8, 12, 18, 20);
        assertThat(PLAN.share(Settings.DEFAULT).alpha()).isEqualTo(Settings.DEFAULT.alpha() / 5);
    }

    @Test
    void badUsageSaysWhatToDo() {
        assertThat(Cli.run("run", "--until-decided").err()).contains("--until-decided needs --against");
        assertThat(Cli.run("run", "--until-decided", "--against", "x.jar", "--forks", "9", "--most-forks", "5")
                        .err())
                .contains("--most-forks: the most forks must be at least the first, 9, not 5");
        assertThat(Cli.run("run", "--until-decided", "--against", "x.jar", "--compare-option=--margin=lots")
                        .err())
                .contains("--compare-option: ");
    }

    @Test
    void quietAndLinkAreComparesToo() {
        assertThat(Cli.run("compare", base, base, "--quiet")).isEqualTo(new Cli(0, "", ""));
        assertThat(Cli.run("compare", base, candidate, "--quiet", "--format", "markdown", "--link", "https://e.org/p")
                        .out())
                .contains("**Gate FAILED: 1 row regressed.**")
                .contains("[The page with all charts](https://e.org/p)");
    }
}
