package io.github.batchbench.fake.node;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Execution;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.model.ContainerInfo;
import io.github.batchbench.fake.time.Timeline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A run that is played on the fake's clock. Its state is guarded by the timeline's lock. */
final class ScriptedRun implements Execution {
    private static final int TERMINATED = 143;

    private final LocalNodeAgent machines;
    private final Assignment assignment;
    private final ScriptedOutcome script;
    private final Timeline timeline;
    private final Consumer<Outcome> ended;
    private Timeline.@Nullable Event end;
    private boolean over;
    private volatile String state = "running";

    ScriptedRun(
            LocalNodeAgent machines,
            Assignment assignment,
            ScriptedOutcome script,
            Timeline timeline,
            Consumer<Outcome> ended) {
        this.machines = machines;
        this.assignment = assignment;
        this.script = script;
        this.timeline = timeline;
        this.ended = ended;
    }

    void start() {
        end = timeline.schedule(script.duration(), this::finish);
    }

    private void finish() {
        over = true;
        state = "exited";
        machines.leave(assignment, script, ended);
    }

    @Override
    public void end() {
        timeline.exclusively(() -> {
            if (over) {
                return;
            }
            over = true;
            state = "exited";
            if (end != null) {
                end.cancel();
            }
            end = timeline.schedule(Duration.ZERO, () -> ended.accept(Outcome.exited(TERMINATED)));
        });
    }

    /** A container that never gets to its command has none. */
    @Override
    public Supplier<Optional<ContainerInfo>> container() {
        if (!assignment.spec().has("containerSettings") || script.outcome().exitCode() == null) {
            return Optional::empty;
        }
        String id = id();
        return () -> Optional.of(new ContainerInfo(id, state, ""));
    }

    /** As long as an engine's, and the same whenever the same run is played. */
    private String id() {
        String text = assignment.node().nodeId() + "/" + assignment.directory() + "@" + timeline.instant();
        return Stream.of(text, text + " ")
                .map(half -> UUID.nameUUIDFromBytes(half.getBytes(StandardCharsets.UTF_8)))
                .map(half -> half.toString().replace("-", ""))
                .collect(Collectors.joining());
    }

    @Override
    public boolean takesRealTime() {
        return false;
    }
}
