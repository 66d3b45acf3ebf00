package io.github.batchbench.fake.state;

import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.Tracked;
import io.github.batchbench.fake.state.StateChanges.Subject;
import io.github.batchbench.fake.time.Engine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What has changed in an account since somebody last asked, so that whoever keeps it writes no more than that. Nothing is noted
 * before somebody wants to know. Under the lock.
 */
public final class Unsaved {
    /**
     * A task has satisfied what depends on it.
     *
     * @param task its id in lower case
     */
    public record Satisfied(Job job, String task) {}

    /**
     * What has changed, to be followed in this order.
     *
     * @param emptied whether all that was there before has gone
     * @param gone what has gone, with all that was in it
     * @param changed what is new or different, as far as it is still there
     * @param satisfied which tasks have satisfied what depends on them
     */
    public record Changes(boolean emptied, List<Subject> gone, List<Subject> changed, List<Satisfied> satisfied) {}

    private final Engine engine;
    private final Entities entities;
    private final Set<Subject> changed = new LinkedHashSet<>();
    private final List<Subject> gone = new ArrayList<>();
    private final List<Satisfied> satisfied = new ArrayList<>();
    private @Nullable Runnable listener;
    private Function<Job, Collection<String>> allSatisfied = job -> List.of();
    private boolean emptied;
    private boolean known;

    Unsaved(Engine engine, Entities entities) {
        this.engine = engine;
        this.entities = entities;
    }

    /** From now on changes are noted, and what is there is new; the listener hears of each change, and must be quick. */
    public void note(Runnable theListener) {
        engine.timeline().requireLock();
        listener = theListener;
        emptied();
        for (Pool pool : entities.pools()) {
            added(pool, new Subject.OfPool(pool));
            pool.nodes().forEach(node -> added(node, new Subject.OfNode(pool, node)));
        }
        for (Job job : entities.jobs()) {
            added(job, new Subject.OfJob(job));
            job.tasks().forEach(task -> added(task, new Subject.OfTask(job, task)));
            allSatisfied.apply(job).forEach(task -> satisfied(job, task));
        }
        entities.schedules().forEach(schedule -> added(schedule, new Subject.OfSchedule(schedule)));
    }

    /** Who knows which tasks of a job have satisfied what depends on them. */
    public void satisfied(Function<Job, Collection<String>> all) {
        allSatisfied = all;
    }

    /** Changes are noted no more. */
    public void stop() {
        engine.timeline().requireLock();
        listener = null;
        clear();
    }

    /** What is put into an account without entities by this is known already; what changes by it is noted. */
    public void putBack(Runnable restore) {
        engine.timeline().requireLock();
        emptied = false;
        known = true;
        try {
            restore.run();
        } finally {
            known = false;
        }
    }

    /** What has changed since this was last asked. */
    public Changes take() {
        engine.timeline().requireLock();
        Changes taken = new Changes(
                emptied,
                List.copyOf(gone),
                changed.stream().filter(this::isThere).toList(),
                List.copyOf(satisfied));
        clear();
        return taken;
    }

    private void clear() {
        emptied = false;
        gone.clear();
        changed.clear();
        satisfied.clear();
    }

    private boolean isThere(Subject subject) {
        if (subject instanceof Subject.OfTask of) {
            return isThere(of.job())
                    && of.job().task(of.task().id()).filter(of.task()::equals).isPresent();
        }
        if (subject instanceof Subject.OfNode of) {
            return isThere(of.pool())
                    && of.pool().node(of.node().id()).filter(of.node()::equals).isPresent();
        }
        if (subject instanceof Subject.OfJob of) {
            return isThere(of.job());
        }
        if (subject instanceof Subject.OfSchedule of) {
            return entities.findSchedule(of.schedule().id())
                    .filter(of.schedule()::equals)
                    .isPresent();
        }
        return subject instanceof Subject.OfPool of && isThere(of.pool());
    }

    private boolean isThere(Job job) {
        return entities.findJob(job.id()).filter(job::equals).isPresent();
    }

    private boolean isThere(Pool pool) {
        return entities.findPool(pool.id()).filter(pool::equals).isPresent();
    }

    /** A job is gone, and its tasks with it: a node that remembers one of them must not keep all the others in memory. */
    void forget(Job job) {
        if (listener != null) {
            job.tasks().forEach(task -> task.onChange(() -> {}));
        }
    }

    /** Something is there from now on. */
    void added(Tracked entity, Subject subject) {
        if (listener != null) {
            if (!known) {
                changed(subject);
            }
            entity.onChange(() -> changed(subject));
        }
    }

    void changed(Subject subject) {
        if (listener != null) {
            changed.add(subject);
            listener.run();
        }
    }

    void removed(Subject subject) {
        if (listener != null) {
            gone.add(subject);
            listener.run();
        }
    }

    /** Tasks are gone that nodes may recall, which from now on know all that is left of them. */
    void recalled(Predicate<ComputeNode.TaskOnNode> gone) {
        if (listener != null) {
            for (Pool pool : entities.pools()) {
                pool.nodes().stream()
                        .filter(node -> node.recalls(gone))
                        .forEach(node -> changed(new Subject.OfNode(pool, node)));
            }
        }
    }

    void emptied() {
        if (listener != null) {
            clear();
            emptied = true;
            listener.run();
        }
    }

    /** A task has satisfied what depends on it. */
    public void satisfied(Job job, String task) {
        if (listener != null && !known) {
            satisfied.add(new Satisfied(job, task.toLowerCase(Locale.ROOT)));
            listener.run();
        }
    }
}
