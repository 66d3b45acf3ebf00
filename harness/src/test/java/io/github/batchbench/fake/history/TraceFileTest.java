package io.github.batchbench.fake.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.batchbench.fake.account.ScriptedAccount;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.TaskState;
import io.github.batchbench.fake.monitor.TraceFile;
import io.github.batchbench.fake.state.Deallocation;
import io.github.batchbench.fake.time.HoldPoint;
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
        assertThat(tracks()).containsOnlyKeys("state", "slot 0", "slot 1");
        assertThat(tracks().get("slot 0")).containsExactly("bad 0-3", "preparing 0-1", "try 1 1-2", "try 2 2-3");
        assertThat(tracks().get("slot 1")).containsExactly("good 0-2", "preparing 0-1");
    }

    @Test
    void aTaskOfTwoSlotsLiesOnBoth() throws Exception {
        scripted.account
                .tasks()
                .add("j", Document.of("id", "wide").with("commandLine", "true").with("requiredSlots", 2L));
        scripted.timeline.advance(Duration.ofMinutes(5));

        assertThat(tracks().get("slot 0")).endsWith("try 2 2-3", "wide 10-11");
        assertThat(tracks().get("slot 1")).endsWith("preparing 0-1", "wide 10-11");
    }

    @Test
    void pausesAreSeen() throws Exception {
        HoldPoint preparing = scripted.account.holds().task("j", "held").at(TaskState.PREPARING);
        scripted.account.tasks().add("j", Document.of("id", "held").with("commandLine", "true"));
        scripted.timeline.advance(Duration.ofMinutes(5));
        preparing.release();
        scripted.timeline.advance(Duration.ofMinutes(5));
        HoldPoint rebooting = scripted.account.holds().nodes("p").at(NodeState.REBOOTING);
        String node = scripted.account.recorder().history().nodes().get(0).id();
        scripted.account.nodes().reboot("p", node, Deallocation.REQUEUE);
        scripted.timeline.advance(Duration.ofMinutes(10));
        rebooting.release();
        scripted.timeline.advance(Duration.ofMinutes(10));

        assertThat(tracks().get("slot 0")).endsWith("held 10-16", "preparing 10-15");
        assertThat(tracks().get("state")).contains("idle or running 0-20", "rebooting 20-30");
    }

    /** What the description of the format asks for, and what Perfetto needs to lay spans of one beginning within each other. */
    @Test
    void everyEventIsOneOfTheFormat() throws Exception {
        Map<String, Integer> names = new HashMap<>();
        Map<String, Long> lengths = new HashMap<>();
        Map<String, Long> counted = new HashMap<>();
        for (JsonNode event : events()) {
            String track = event.path("pid") + " " + event.path("tid");
            assertThat(event.path("pid").isInt()).as(event.toString()).isTrue();
            assertThat(event.path("name").isTextual()).as(event.toString()).isTrue();
            if (event.path("ph").asText().equals("M")) {
                assertThat(event.path("name").asText()).isEqualTo(event.has("tid") ? "thread_name" : "process_name");
                assertThat(event.at("/args/name").asText()).isNotEmpty();
                names.merge(track, 1, Integer::sum);
                continue;
            }
            assertThat(event.path("ts").isIntegralNumber()).as(event.toString()).isTrue();
            assertThat(event.path("ts").asLong()).isNotNegative();
            assertThat(event.path("tid").isInt()).as(event.toString()).isTrue();
            assertThat(names).as(event.toString()).containsKey(event.path("pid") + " ");
            switch (event.path("ph").asText()) {
                case "X" -> {
                    assertThat(event.path("dur").isIntegralNumber()).isTrue();
                    assertThat(event.path("dur").asLong()).isNotNegative();
                    assertThat(names).as(event.toString()).containsKey(track);
                    Long before = lengths.put(
                            track + " " + event.path("ts"), event.path("dur").asLong());
                    assertThat(before == null
                                    || before == 0
                                    || before >= event.path("dur").asLong())
                            .as(event.toString())
                            .isTrue();
                }
                case "C" -> {
                    assertThat(event.path("args")).isNotEmpty().allMatch(JsonNode::isNumber);
                    Long before = counted.put(
                            track + event.path("name"), event.path("ts").asLong());
                    assertThat(before == null || before <= event.path("ts").asLong())
                            .as(event.toString())
                            .isTrue();
                }
                case "i" -> assertThat(event.path("s").asText()).isIn("g", "p", "t");
                default -> throw new AssertionError(event.toString());
            }
        }
        assertThat(names.values()).containsOnly(1);
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

    /** The spans by the names of their tracks, in minutes. */
    private Map<String, List<String>> tracks() throws Exception {
        Map<String, String> names = new HashMap<>();
        Map<String, List<String>> tracks = new HashMap<>();
        for (JsonNode event : events()) {
            String track = event.path("pid") + " " + event.path("tid");
            if (event.path("name").asText().equals("thread_name")) {
                names.put(track, event.at("/args/name").asText());
            } else if (event.path("ph").asText().equals("X")) {
                tracks.computeIfAbsent(names.get(track), key -> new ArrayList<>())
                        .add(event.path("name").asText() + " "
                                + event.path("ts").asLong() / MINUTE + "-"
                                + (event.path("ts").asLong() + event.path("dur").asLong()) / MINUTE);
            }
        }
        return tracks;
    }

    private List<JsonNode> events() throws Exception {
        JsonNode trace = new ObjectMapper()
                .readTree(TraceFile.of(scripted.account.recorder().history()));
        assertThat(trace.at("/otherData/start").asText()).isEqualTo("2026-11-23T08:00:00Z");
        assertThat(trace.path("displayTimeUnit").asText()).isIn("ms", "ns");
        assertThat(trace.path("traceEvents").isArray()).isTrue();
        List<JsonNode> events = new ArrayList<>();
        trace.path("traceEvents").forEach(events::add);
        return events;
    }
}
