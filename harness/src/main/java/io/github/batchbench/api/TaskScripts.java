package io.github.batchbench.api;

import io.github.batchbench.Internal;
import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.node.ScriptedOutcome;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says which runs are played by a script instead of being run as processes; the rule made last wins. A run that no rule
 * is for is real. Thread-safe; runs that have started are not changed.
 */
public final class TaskScripts {
    /** An image is that of a rule which is for all its containers. */
    private record Rule(
            Predicate<TaskRun> runs,
            Function<TaskRun, Script> script,
            @Nullable String image) {}

    private final List<Rule> rules = new CopyOnWriteArrayList<>();

    /** The runs that a rule is to be made for. */
    public final class Selection {
        private final Predicate<TaskRun> runs;
        private final @Nullable String image;

        private Selection(Predicate<TaskRun> runs) {
            this(runs, null);
        }

        private Selection(Predicate<TaskRun> runs, @Nullable String image) {
            this.runs = runs;
            this.image = image;
        }

        /** They are played so; running what is returned takes the rule away again. */
        public Runnable play(Script script) {
            return play(run -> script);
        }

        /**
         * They are played as this function says of each; it is called under the account's lock, and must be quick.
         * Running what is returned takes the rule away again.
         */
        public Runnable play(Function<TaskRun, Script> script) {
            Rule rule = new Rule(runs, script, image);
            rules.add(0, rule);
            return () -> rules.remove(rule);
        }
    }

    /** Every run: tasks, start tasks, preparation and release. */
    public Selection everything() {
        return new Selection(run -> true);
    }

    /** All runs of a job. */
    public Selection job(String jobId) {
        return new Selection(run -> jobId.equalsIgnoreCase(run.jobId()));
    }

    /** A task, in whichever job. */
    public Selection task(String taskId) {
        return new Selection(run -> taskId.equalsIgnoreCase(run.taskId()));
    }

    /** A task of a job. */
    public Selection task(String jobId, String taskId) {
        return new Selection(run -> jobId.equalsIgnoreCase(run.jobId()) && taskId.equalsIgnoreCase(run.taskId()));
    }

    /** Runs in whose command line the regular expression is found. */
    public Selection commandLine(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return new Selection(run -> pattern.matcher(run.commandLine()).find());
    }

    /** Runs in containers of an image; {@code name} and {@code name:latest} are the same. */
    public Selection image(String name) {
        String wanted = tagged(name);
        return new Selection(run -> run.image() != null && wanted.equals(tagged(run.image())), wanted);
    }

    private static String tagged(String image) {
        return image.indexOf(':', image.lastIndexOf('/') + 1) < 0 && image.indexOf('@') < 0 ? image + ":latest" : image;
    }

    /** All start tasks. */
    public Selection startTasks() {
        return new Selection(TaskRun::isStartTask);
    }

    /** Runs that this is true of; it is asked under the account's lock, and must be quick. */
    public Selection runs(Predicate<TaskRun> predicate) {
        return new Selection(predicate);
    }

    /** From now on everything is real. */
    public void clear() {
        rules.clear();
    }

    /** The images whose containers are played. */
    List<String> images() {
        return rules.stream()
                .flatMap(rule -> Optional.ofNullable(rule.image()).stream())
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * Whether the containers of an image are played, so that nobody has to fetch it.
     *
     * @hidden
     */
    @Internal
    public boolean playsImage(String name) {
        return images().contains(tagged(name));
    }

    /**
     * How a run is played; empty if it is real.
     *
     * @hidden
     */
    @Internal
    public Optional<ScriptedOutcome> of(Assignment assignment) {
        TaskRun run = TaskRun.of(assignment);
        return rules.stream()
                .filter(rule -> rule.runs().test(run))
                .findFirst()
                .map(rule -> rule.script().apply(run).played());
    }
}
