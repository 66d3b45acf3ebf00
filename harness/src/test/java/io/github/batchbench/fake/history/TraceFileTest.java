package io.github.batchbench.fake.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.batchbench.fake.account.ScriptedAccount;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.monitor.TraceFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A run as Perfetto reads it: processes, tracks, spans that lie within each other. */
class TraceFileTest {
    private static final long MINUTE = 60_000_000;

    @RegisterExtension
    final ScriptedAccount scripted = new ScriptedAccount();

    @BeforeEach
    void run() {
        scripted.account.recorder().start(Limits.USUAL);
        scripted.nodes.script(assignment -> Outcome.exited(
                assignment.taskId() != null && assignment.taskId().equals("bad") ? 5 : 0));
        scripted.account
                .pools()
                .add(Document.of("id", "p").with("targetDedicatedNodes", 1L).with("taskSlotsPerNode", 2L));
        scripted.account
                .jobs()
                .add(Document.of("id", "j")
                        .with("poolInfo", Document.of("poolId", "p"))
                        .with("jobPreparationTask", Document.of("id", "prep").with("commandLine", "true")));
        scripted.account
                .tasks()
                .add(
                        "j",
                        Document.of("id", "bad")
                                .with("commandLine", "false")
                                .with("constraints", Document.of("maxTaskRetryCount", 1L)));
        scripted.account.tasks().add("j", Document.of("id", "good").with("commandLine", "true"));
        scripted.timeline.advance(Duration.ofMinutes(10));
    }

    @Test
    void aTrackASlotShowsWhatWasWaitedForAndEachTry() throws Exception {
        Map<String, List<String>> tracks = new HashMap<>();
        for (JsonNode event : events()) {
            if (event.path("ph").asText().equals("X") && event.path("tid").asInt() > 0) {
                tracks.computeIfAbsent("slot " + (event.path("tid").asInt() - 1), key -> new ArrayList<>())
                        .add(event.path("name").asText() + " "
                                + event.path("ts").asLong() / MINUTE + "-"
                                + (event.path("ts").asLong() + event.path("dur").asLong()) / MINUTE);
            }
        }

        assertThat(tracks).containsOnlyKeys("slot 0", "slot 1");
        assertThat(tracks.get("slot 0")).containsExactly("bad 0-3", "preparing 0-1", "try 1 1-2", "try 2 2-3");
        assertThat(tracks.get("slot 1")).containsExactly("good 0-2", "preparing 0-1");
    }

    @Test
    void spansOfATrackLieWithinEachOtherOrApart() throws Exception {
        Map<String, List<long[]>> open = new HashMap<>();
        for (JsonNode event : events()) {
            if (event.path("ph").asText().equals("X")) {
                long from = event.path("ts").asLong();
                long until = from + event.path("dur").asLong();
                open.computeIfAbsent(event.path("pid") + " " + event.path("tid"), key -> new ArrayList<>())
                        .add(new long[] {from, until});
            }
        }
        open.forEach((track, spans) -> {
            for (long[] one : spans) {
                for (long[] other : spans) {
                    boolean apart = one[1] <= other[0] || other[1] <= one[0];
                    boolean within =
                            (one[0] <= other[0] && other[1] <= one[1]) || (other[0] <= one[0] && one[1] <= other[1]);
                    assertThat(apart || within).as(track).isTrue();
                }
            }
        });
    }

    @Test
    void poolsHaveCountersAndTracksHaveNames() throws Exception {
        List<String> names = new ArrayList<>();
        List<String> counters = new ArrayList<>();
        for (JsonNode event : events()) {
            switch (event.path("ph").asText()) {
                case "M" -> names.add(event.at("/args/name").asText());
                case "C" -> counters.add(event.path("name").asText() + " " + event.at("/args/value"));
                default -> {
                    // Spans are looked at above.
                }
            }
        }
        assertThat(names).contains("pool p", "state", "slot 0", "slot 1");
        assertThat(counters).contains("nodes 1", "target 1", "queued tasks 2", "running tasks 2", "running tasks 0");
    }

    private List<JsonNode> events() throws Exception {
        JsonNode trace = new ObjectMapper()
                .readTree(TraceFile.of(scripted.account.recorder().history()));
        assertThat(trace.at("/otherData/start").asText()).isEqualTo("2026-11-23T08:00:00Z");
        List<JsonNode> events = new ArrayList<>();
        trace.path("traceEvents").forEach(events::add);
        return events;
    }
}
