package io.github.batchbench.fake.node;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Execution;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.time.Timeline;
import java.time.Duration;
import java.util.function.Consumer;
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
        machines.leave(assignment, script, ended);
    }

    @Override
    public void end() {
        timeline.exclusively(() -> {
            if (over) {
                return;
            }
            over = true;
            if (end != null) {
                end.cancel();
            }
            end = timeline.schedule(Duration.ZERO, () -> ended.accept(Outcome.exited(TERMINATED)));
        });
    }

    @Override
    public boolean takesRealTime() {
        return false;
    }
}
