package io.github.batchbench.api;

import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.node.ScriptedOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a run goes that is played and not run: how long it takes on the fake's clock, how it ends and what it leaves
 * behind. Nothing is downloaded for it; its output files are uploaded. Immutable.
 */
public final class Script {
    private final Duration duration;
    private final Outcome outcome;
    private final Map<String, byte[]> files;

    private Script(Duration duration, Outcome outcome, Map<String, byte[]> files) {
        this.duration = duration;
        this.outcome = outcome;
        this.files = files;
    }

    /** A run that ends at once with this exit code, and prints nothing. */
    public static Script exits(int exitCode) {
        return new Script(Duration.ZERO, Outcome.exited(exitCode), Map.of());
    }

    /** A run that ends at once and well. */
    public static Script succeeds() {
        return exits(0);
    }

    /** A run that does not get to its command, for a reason such as {@code BlobNotFound}: a user error. */
    public static Script fails(String code, String message) {
        FailureInfo failure = FailureInfo.userError(code, message);
        return new Script(Duration.ZERO, Outcome.notStarted(failure, Outcome.Stage.PRE_PROCESSING), Map.of());
    }

    /**
     * The same, taking so long.
     *
     * @throws IllegalArgumentException if the duration is negative
     */
    public Script after(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("A run cannot take " + time + ".");
        }
        return new Script(time, outcome, files);
    }

    /** The same, with this on standard output. */
    public Script printing(String text) {
        return with("stdout.txt", text);
    }

    /** The same, with this on standard error. */
    public Script complaining(String text) {
        return with("stderr.txt", text);
    }

    /** The same, leaving a file in its working directory. */
    public Script writing(String path, String text) {
        return with("wd/" + path, text);
    }

    private Script with(String path, String text) {
        Map<String, byte[]> more = new LinkedHashMap<>(files);
        more.put(path, text.getBytes(StandardCharsets.UTF_8));
        return new Script(duration, outcome, more);
    }

    ScriptedOutcome played() {
        return new ScriptedOutcome(duration, outcome, files);
    }
}
