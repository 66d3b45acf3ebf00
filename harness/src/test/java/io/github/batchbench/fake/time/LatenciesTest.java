package io.github.batchbench.fake.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.account.ScriptedNodes;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Strictness;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

    @Test
    void theSameSeedGivesTheSameRunAndAnotherSeedAnother() {
        List<String> first = run(Latencies.REALISTIC, 7);

        assertThat(run(Latencies.REALISTIC, 7)).isEqualTo(first);
        assertThat(run(Latencies.REALISTIC, 8)).isNotEqualTo(first);
        assertThat(first).anyMatch(line -> line.endsWith("job j: terminating -> completed"));
    }

    @Test
    void aResetBeginsWithTheSeedAgain() {
        Timeline timeline = Timeline.following(InstantSource.fixed(START));
        timeline.virtual();
        try (BatchAccount account =
                new BatchAccount(timeline, new ScriptedNodes(timeline), Latencies.REALISTIC, 1, Strictness.FULL)) {
            Duration first = untilSteady(account);
            account.latencies(Latencies.NONE);
            account.reset();
            assertThat(untilSteady(account)).isEqualTo(first).isPositive();
            timeline.failures().check();
        }
    }

    private static Duration untilSteady(BatchAccount account) {
        Instant asked = account.timeline().instant();
        account.pools().add(Document.of("id", "p").with("targetDedicatedNodes", 1L));
        account.timeline().advance(Duration.ofMinutes(15));
        return Duration.between(
                asked,
                account.pools().get("p").nodes().iterator().next().lifecycle().since());
    }

    @Test
    void drawsStayInTheirRangeAndAreMoreOftenShort() {
        Delay delay = Delay.between(Duration.ofSeconds(10), Duration.ofSeconds(90));
        Random random = new Random(1);
        List<Duration> draws = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            draws.add(delay.drawn(random));
        }

        assertThat(draws).allSatisfy(draw -> assertThat(draw).isBetween(delay.least(), delay.most()));
        assertThat(draws.stream().filter(draw -> draw.toSeconds() < 20)).hasSizeBetween(400, 600);
    }

    @Test
    void aProfileHasAName() {
        assertThat(Latencies.named("Realistic")).isEqualTo(Latencies.REALISTIC);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Latencies.named("slow"))
                .withMessage("There is no latency profile 'slow', only instant, realistic and none.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Delay.between(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .withMessageContaining("PT2S and PT1S");
    }

    private static List<String> run(Latencies latencies, long seed) {
        Timeline timeline = Timeline.following(InstantSource.fixed(START));
        timeline.virtual();
        List<String> lines = new ArrayList<>();
        try (BatchAccount account =
                new BatchAccount(timeline, new ScriptedNodes(timeline), latencies, seed, Strictness.FULL)) {
            account.changes().listen(change -> lines.add(change.toString()));
            account.pools().add(Document.of("id", "p").with("targetDedicatedNodes", 3L));
            account.jobs()
                    .add(Document.of("id", "j")
                            .with("poolInfo", Document.of("poolId", "p"))
                            .with("onAllTasksComplete", "terminatejob"));
            for (int i = 0; i < 10; i++) {
                account.tasks().add("j", Document.of("id", "t" + i).with("commandLine", "true"));
            }
            timeline.advance(Duration.ofHours(2));
            timeline.failures().check();
        }
        return lines;
    }
}
