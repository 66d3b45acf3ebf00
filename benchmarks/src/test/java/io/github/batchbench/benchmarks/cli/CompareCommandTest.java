package io.github.batchbench.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    @TempDir
    private Path folder;

    private Path base() throws IOException {
        return new JmhFile()
                .result("org.example.Sort.quick", "avgt", "us/op", 100, 5, 0.01)
                .result("org.example.Sort.merge", "thrpt", "ops/s", 5000, 5, 0.01)
                .writeTo(folder.resolve("base.json"));
    }

    private Path candidate(double time, double rate) throws IOException {
        return new JmhFile()
                .otherRun("org.example.Sort.quick", "avgt", "us/op", time, 5, 0.01)
                .otherRun("org.example.Sort.merge", "thrpt", "ops/s", rate, 5, 0.01)
                .writeTo(folder.resolve("new.json"));
    }

    @Test
    void aLongerTimeIsARegressionAndFailsTheGate() throws IOException {
        Cli cli = Cli.run("compare", base(), candidate(120, 5000));

        assertThat(cli.code()).isEqualTo(1);
        assertThat(cli.out()).containsPattern("Sort.quick +avgt .*regressed").contains("Gate FAILED: 1 row regressed");
    }

    @Test
    void aHigherThroughputIsAnImprovementAndALowerOneARegression() throws IOException {
        assertThat(Cli.run("compare", base(), candidate(100, 6500)).out())
                .containsPattern("Sort.merge +thrpt .*improved");
        assertThat(Cli.run("compare", base(), candidate(100, 4000)).out())
                .containsPattern("Sort.merge +thrpt .*regressed");
    }

    @Test
    void nothingChangedIsEquivalentWhereTheForksAreQuiet() throws IOException {
        Cli cli = Cli.run("compare", base(), candidate(100, 5000));

        assertThat(cli.code()).isZero();
        assertThat(cli.out()).contains("0 regressed, 0 improved, 2 equivalent, 0 inconclusive. Gate passed.");
    }

    @Test
    void noisyForksAreInconclusiveAndSayWhatTheyCouldHaveShown() throws IOException {
        Path noisy =
                new JmhFile().result("b.B.m", "avgt", "us/op", 100, 5, 0.15).writeTo(folder.resolve("noisy.json"));
        Path other =
                new JmhFile().otherRun("b.B.m", "avgt", "us/op", 100, 5, 0.15).writeTo(folder.resolve("other.json"));

        Cli cli = Cli.run("compare", noisy, other);

        assertThat(cli.code()).isZero();
        assertThat(cli.out())
                .containsPattern(
                        "inconclusive: B.m avgt: the forks scatter .*could have shown \\d+.*forks a side would do");
        assertThat(Cli.run("compare", noisy, other, "--fail-on", "inconclusive").code())
                .isEqualTo(1);
    }

    @Test
    void oneForkNeverDecidesAnything() throws IOException {
        Path one = new JmhFile().result("b.B.m", "ss", "ms/op", 1, 1, 0).writeTo(folder.resolve("one.json"));
        Path twice = new JmhFile().result("b.B.m", "ss", "ms/op", 2, 1, 0).writeTo(folder.resolve("two.json"));

        Cli cli = Cli.run("compare", one, twice);

        assertThat(cli.code()).isZero();
        assertThat(cli.out()).contains("too few forks for any verdict").containsPattern("\\+100.0% +unknown");
    }

    @Test
    void severalFilesOfOneLabelPoolTheirForks() throws IOException {
        Path two = new JmhFile().result("b.B.m", "avgt", "ms/op", 1, 2, 0.01).writeTo(folder.resolve("two.json"));
        Path three =
                new JmhFile().otherRun("b.B.m", "avgt", "us/op", 1000, 3, 0.01).writeTo(folder.resolve("three.json"));

        Cli cli = Cli.run("compare", "old=" + two, "old=" + three, "new=" + two, "new=" + three, "--format", "csv");

        assertThat(cli.code()).isZero();
        assertThat(cli.out()).contains(",5,5,").contains("equivalent");
    }

    @Test
    void unlikeModesParametersThreadsAndUnitsAreNeverCompared() throws IOException {
        Path base = new JmhFile()
                .result("b.B.m", "avgt", "us/op", 1, 5, 0.01)
                .param("size", "10")
                .result("b.B.same", "avgt", "us/op", 1, 5, 0.01)
                .writeTo(folder.resolve("base.json"));
        Path other = new JmhFile()
                .result("b.B.m", "avgt", "us/op", 1, 5, 0.01)
                .param("size", "20")
                .result("b.B.m", "sample", "us/op", 1, 5, 0.01)
                .param("size", "10")
                .result("b.B.same", "avgt", "us/op", 1, 5, 0.01)
                .writeTo(folder.resolve("other.json"));

        Cli cli = Cli.run("compare", base, other, "--fail-on", "missing");

        assertThat(cli.code()).isEqualTo(1);
        assertThat(cli.out())
                .contains("only in the base: B.m (size=10) avgt")
                .contains("only in the new: B.m (size=20) avgt")
                .contains("only in the new: B.m (size=10) sample")
                .contains("1 equivalent, 0 inconclusive; 3 on one side only")
                .contains("Gate FAILED: 3 rows missing.");
        assertThat(Cli.run("compare", base, other).code()).isZero();
    }

    @Test
    void nothingInCommonIsNotComparable() throws IOException {
        Path other = new JmhFile().result("x.Y.z", "avgt", "us/op", 1, 5, 0.01).writeTo(folder.resolve("other.json"));

        Cli cli = Cli.run("compare", base(), other);

        assertThat(cli.code()).isEqualTo(3);
        assertThat(cli.err())
                .startsWith("Not comparable: no row of")
                .contains("no benchmark of the one has a name that is in the other");
    }

    @Test
    void anotherModeOfTheSameBenchmarkIsNamed() throws IOException {
        Path one = new JmhFile().result("b.B.m", "avgt", "us/op", 1, 5, 0.01).writeTo(folder.resolve("one.json"));
        Path other = new JmhFile().result("b.B.m", "thrpt", "ops/s", 1, 5, 0.01).writeTo(folder.resolve("other.json"));

        assertThat(Cli.run("compare", one, other).err())
                .contains("the one has b.B.m avgt [time/op], the other b.B.m thrpt [op/time]");
    }

    @Test
    void scoresAreShownInAUnitThatCanBeRead() throws IOException {
        Path base = new JmhFile()
                .result("b.B.long", "avgt", "ns/op", 2.5e9, 5, 0)
                .result("b.B.many", "thrpt", "ops/s", 4.25e7, 5, 0)
                .result("b.B.small", "avgt", "ms/op", 0.0003, 5, 0)
                .result("b.B.plain", "avgt", "us/op", 2345, 5, 0)
                .result("b.B.slow", "avgt", "s/op", 123_456, 5, 0)
                .writeTo(folder.resolve("base.json"));

        String table = Cli.run("compare", base, base).out();

        assertThat(table)
                .containsPattern("B.long +avgt +2.5 +2.5 +s/op")
                .containsPattern("B.many +thrpt +42.5 +42.5 +ops/us")
                .containsPattern("B.small +avgt +300 +300 +ns/op")
                .containsPattern("B.plain +avgt +2,345 +2,345 +us/op")
                .containsPattern("B.slow +avgt +123,500 +123,500 +s/op");
        assertThat(Cli.run("compare", base, base, "--format", "csv").out()).contains(",ns/op,2.5E9,2.5E9,");
    }

    @Test
    void aSummaryForAPullRequestFitsIntoAComment() throws IOException {
        JmhFile before = new JmhFile();
        JmhFile after = new JmhFile();
        for (int i = 0; i < 1500; i++) {
            before.result("b.B.row" + i, "avgt", "us/op", 100, 4, 0.01);
            after.otherRun("b.B.row" + i, "avgt", "us/op", i % 2 == 0 ? 200 : 100, 4, 0.01);
        }
        Path base = before.writeTo(folder.resolve("base.json"));
        Path other = after.writeTo(folder.resolve("other.json"));

        String summary = Cli.run("compare", base, other, "--resamples", "200", "--format", "markdown")
                .out();

        assertThat(summary).hasSizeLessThan(65_536).containsPattern("and \\d+ more, which the page");
    }

    @Test
    void anotherJdkIsRefusedUnlessAllowed() throws IOException {
        Path one = new JmhFile().result("b.B.m", "avgt", "us/op", 1, 5, 0.01).writeTo(folder.resolve("one.json"));
        Path other = new JmhFile()
                .result("b.B.m", "avgt", "us/op", 1, 5, 0.01)
                .set("jdkVersion", "25.0.1")
                .writeTo(folder.resolve("other.json"));

        Cli refused = Cli.run("compare", one, other);
        Cli allowed = Cli.run("compare", one, other, "--allow", "jdk");

        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .contains("JDK differs: 17.0.15, then 25.0.1 (1 row)")
                .contains("--allow jdk");
        assertThat(allowed.code()).isZero();
        assertThat(allowed.out()).contains("! ALLOWED: JDK differs");
    }

    @Test
    void secondaryMetricsAreComparedOnRequestIfTheirDirectionIsKnown() throws IOException {
        Path base = new JmhFile()
                .result("b.B.m", "avgt", "us/op", 1, 5, 0.01)
                .secondary("·gc.alloc.rate.norm", "B/op", 1000, 5, 0.001)
                .secondary("events", "#", 7, 5, 0.001)
                .writeTo(folder.resolve("base.json"));
        Path other = new JmhFile()
                .result("b.B.m", "avgt", "us/op", 1, 5, 0.01)
                .secondary("gc.alloc.rate.norm", "B/op", 2000, 5, 0.001)
                .secondary("events", "#", 9, 5, 0.001)
                .writeTo(folder.resolve("other.json"));

        assertThat(Cli.run("compare", base, other).code()).isZero();
        assertThat(Cli.run("compare", base, other, "--metric", "gc.alloc.rate.norm")
                        .out())
                .containsPattern("gc.alloc.rate.norm\\).*regressed");
        Cli unknown = Cli.run("compare", base, other, "--metric", "events");
        Cli none = Cli.run("compare", base, other, "--metric", "instructions");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("--metric: no report has 'instructions'; there are events, gc.alloc.rate.norm");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("say --higher-is-better or --lower-is-better for events");
        assertThat(Cli.run("compare", base, other, "--metric", "events", "--higher-is-better", "events")
                        .out())
                .containsPattern("events\\).*improved");
    }

    @Test
    void theSelfTestProvesThatTheGateCanFail() throws IOException {
        Cli quiet = Cli.run("compare", "--self-test", base());
        Path few = new JmhFile().result("b.B.m", "avgt", "us/op", 1, 3, 0.01).writeTo(folder.resolve("few.json"));
        Cli blind = Cli.run("compare", "--self-test", few);

        assertThat(quiet.code()).isZero();
        assertThat(quiet.out()).contains("fails the gate for 2 of 2 rows.").endsWith("Self-test passed.\n");
        assertThat(blind.code()).isEqualTo(1);
        assertThat(blind.out()).contains("0 of 1 rows").contains("blind: b.B.m avgt: too few forks");
        assertThat(Cli.run("compare", "--self-test", base(), "--fail-on", "none")
                        .code())
                .isEqualTo(1);
    }

    @Test
    void aPatternThatIsNoneOrIsFoundNowhereIsAnErrorAndNotAPass() throws Exception {
        Cli broken = Cli.run("compare", base(), candidate(100, 5000), "--benchmark", "[");
        assertThat(broken.code()).isEqualTo(2);
        assertThat(broken.err()).contains("--benchmark").doesNotContain("\tat ");
        Cli nowhere = Cli.run("compare", base(), candidate(100, 5000), "--benchmark", "nowhere");
        assertThat(nowhere.code()).isEqualTo(2);
        assertThat(nowhere.err()).contains("--benchmark: no row of the reports has 'nowhere' in its name");
    }

    @Test
    void badUsageSaysWhatToDo() throws IOException {
        assertThat(Cli.run("compare", base())).satisfies(cli -> {
            assertThat(cli.code()).isEqualTo(2);
            assertThat(cli.err().lines())
                    .containsExactly(
                            "two reports are needed, base and new",
                            "'benchmarks compare --help' explains all options.");
        });
        assertThat(Cli.run("compare", base(), base(), "--margin", "lots").code())
                .isEqualTo(2);
        assertThat(Cli.run("compare", base(), base(), "--alpha", "0.7").err()).contains("alpha must be between");
        assertThat(Cli.run("compare", base(), base(), "--allow", "weather").err())
                .contains("no such fact: weather");
        assertThat(Cli.run("compare", base(), base(), "-o", "report.pdf").err()).contains("end its name in");
        assertThat(Cli.run("compare", base(), base(), "--ruler").code()).isEqualTo(3);
        assertThat(Cli.run().code()).isEqualTo(2);
    }
}
