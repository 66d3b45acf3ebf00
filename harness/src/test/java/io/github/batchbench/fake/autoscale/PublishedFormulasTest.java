package io.github.batchbench.fake.autoscale;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.autoscale.Evaluation.Targets;
import io.github.batchbench.fake.autoscale.SampleSource.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The formulas in {@code published-formulas.txt}, each on its timeline. */
class PublishedFormulasTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    private static final Duration SAMPLE = Duration.ofSeconds(30);
    private static final int EVALUATION_MINUTES = 5;

    /** A formula, what its metrics were, and what it should decide at which minute. */
    private static final class Case {
        private final String name;
        private final Map<String, TreeMap<Double, Double>> metrics = new HashMap<>();
        private final TreeMap<Integer, String> outcomes = new TreeMap<>();
        private final StringBuilder formula = new StringBuilder();

        Case(String name) {
            this.name = name;
        }

        void read(String line) {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "at" ->
                    metrics.computeIfAbsent(words[2], metric -> new TreeMap<>())
                            .put(Double.valueOf(words[1]), Double.valueOf(words[3]));
                case "expect", "error" ->
                    outcomes.put(Integer.valueOf(words[1]), line.substring(words[0].length() + words[1].length() + 2));
                default -> formula.append(line).append('\n');
            }
        }

        void run() {
            Targets targets = Targets.of(0, 0);
            for (int minute = 0; minute <= outcomes.lastKey(); minute += EVALUATION_MINUTES) {
                Instant now = START.plus(Duration.ofMinutes(minute));
                Evaluation evaluation =
                        Formula.evaluate(formula.toString(), targets, metric -> history(metric, now), now, 1);
                String wanted = outcomes.get(minute);
                if (wanted != null) {
                    assertThat(outcome(evaluation, wanted.split(" ", -1).length > 1))
                            .as("minute %s of '%s'", minute, name)
                            .isEqualTo(wanted);
                }
                targets = evaluation.targets();
            }
        }

        private static String outcome(Evaluation evaluation, boolean withOption) {
            if (evaluation.error().isPresent()) {
                return evaluation.error().get().samplesLack()
                        ? "InsufficientSampleData"
                        : "AutoScalingFormulaEvaluationError";
            }
            Targets targets = evaluation.targets();
            String nodes = targets.dedicatedNodes() + "/" + targets.lowPriorityNodes();
            return withOption ? nodes + " " + targets.deallocationOption() : nodes;
        }

        private List<Sample> history(String metric, Instant now) {
            List<Sample> samples = new ArrayList<>();
            if (metric.endsWith("Percent") || metric.endsWith("Bytes")) {
                return samples;
            }
            TreeMap<Double, Double> values = metrics.getOrDefault(metric, new TreeMap<>());
            for (Instant at = START; !at.isAfter(now); at = at.plus(SAMPLE)) {
                Map.Entry<Double, Double> value =
                        values.floorEntry(Duration.between(START, at).toSeconds() / 60.0);
                samples.add(new Sample(at, value == null ? 0 : value.getValue()));
            }
            return samples;
        }
    }

    private static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        try (InputStream in = PublishedFormulasTest.class.getResourceAsStream("published-formulas.txt")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (line.startsWith("== ")) {
                    cases.add(new Case(line.substring("== ".length())));
                } else if (!cases.isEmpty()) {
                    cases.get(cases.size() - 1).read(line);
                }
            }
        }
        return cases;
    }

    @TestFactory
    Stream<DynamicTest> decideWhatTheyAreMeantTo() throws IOException {
        return cases().stream().map(each -> DynamicTest.dynamicTest(each.name, each::run));
    }

    @Test
    void thereAreFortyAtLeast() throws IOException {
        assertThat(cases())
                .hasSizeGreaterThanOrEqualTo(40)
                .allSatisfy(each -> assertThat(each.outcomes).as(each.name).isNotEmpty());
    }
}
