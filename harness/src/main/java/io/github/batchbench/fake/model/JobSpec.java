package io.github.batchbench.fake.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What clients say of a job, as the service understands it: the one home of the names of its properties that have
 * behaviour. A schedule's {@code jobSpecification} is one, too.
 */
public record JobSpec(Document json) {
    private static final String POOL_INFO = "poolInfo";
    private static final String AUTO_POOL = "autoPoolSpecification";
    private static final String PREPARATION = "jobPreparationTask";
    private static final String MANAGER = "jobManagerTask";

    /** What an update replaces. */
    private static final List<String> REPLACED = List.of(
            "priority",
            "maxParallelTasks",
            "allowTaskPreemption",
            "constraints",
            POOL_INFO,
            "metadata",
            "onAllTasksComplete");

    private static final String RELEASE = "jobReleaseTask";

    /** Its id. */
    public String id() {
        return json.string("id").orElseThrow();
    }

    /** The id of the pool that it names; empty if its pool is made for it. */
    public String poolId() {
        return poolInfo().string("poolId").orElse("");
    }

    /** The pool that is to be made for it. */
    public Optional<AutoPool> autoPool() {
        return poolInfo().object(AUTO_POOL).map(AutoPool::new);
    }

    private Document poolInfo() {
        return json.object(POOL_INFO).orElse(Document.EMPTY);
    }

    /** Its preparation task. */
    public Optional<Preparation> preparation() {
        return json.object(PREPARATION).map(Preparation::new);
    }

    /** Its release task. */
    public Optional<Release> release() {
        return json.object(RELEASE).map(Release::new);
    }

    /** Its manager task. */
    public Optional<Manager> manager() {
        return json.object(MANAGER).map(Manager::new);
    }

    /** The ids that clients gave its manager, preparation and release task. */
    public List<String> idsOfSpecialTasks() {
        return Stream.of(MANAGER, PREPARATION, RELEASE)
                .flatMap(name -> json.object(name).flatMap(task -> task.string("id")).stream())
                .toList();
    }

    /** The job's document as it is kept: its manager task inherits from it. */
    public Document completed() {
        return json.mapObject(MANAGER, this::inheriting);
    }

    /** A task of the job, with the retry count of the job if it has none. */
    public Document inheriting(Document task) {
        return TaskSpec.inheriting(task, json);
    }

    /** The job's document after a patch: what the patch does not name stays, of an auto pool's specification, too. */
    public Document patched(Document patch) {
        return json.merged(withAutoPool(patch));
    }

    /** The job's document after an update: what the update does not name of these goes back to its default. */
    public Document replaced(Document update) {
        return json.replaced(withAutoPool(update), REPLACED);
    }

    /** Only {@code keepAlive} can be changed of an auto pool, and may be all that is named of it (a guess of an update). */
    private Document withAutoPool(Document change) {
        return change.mapObject(
                POOL_INFO,
                info -> info.mapObject(
                        AUTO_POOL,
                        named -> autoPool()
                                .map(present -> present.json().merged(named))
                                .orElse(named)));
    }

    /** How long it may take; empty if it may take for ever. */
    public Optional<Duration> limit() {
        return TaskSpec.limit(json);
    }

    /** Whether its tasks may depend on each other. */
    public boolean usesTaskDependencies() {
        return json.flag("usesTaskDependencies", false);
    }

    /** Whether it ends when all its tasks have. */
    public boolean endsWithItsTasks() {
        return json.string("onAllTasksComplete")
                .map("terminatejob"::equalsIgnoreCase)
                .orElse(false);
    }

    /** Whether a task's exit options act on it. */
    public boolean heedsExitOptions() {
        return json.string("onTaskFailure")
                .map("performexitoptionsjobaction"::equalsIgnoreCase)
                .orElse(false);
    }

    /** What it sets in the environment of all its tasks. */
    public Map<String, String> environment() {
        return TaskSpec.environment(json.objects("commonEnvironmentSettings"));
    }

    /** Priority, from -1000 to 1000. */
    public int priority() {
        return json.integer("priority", 0);
    }

    /** How many tasks may run at once, -1 for no limit. */
    public int maxParallelTasks() {
        return json.integer("maxParallelTasks", -1);
    }

    /** A pool that is made for a job, or for all jobs of a schedule. */
    public record AutoPool(Document json) {
        /** Of an auto pool only this can be changed (documented). */
        public static final String KEEP_ALIVE = "keepAlive";

        /** The name of the property of the job. */
        public static final String NAME = AUTO_POOL;

        /** What the pool is to be. */
        public Document pool() {
            return json.object("pool").orElse(Document.EMPTY);
        }

        /** What the pool's id begins with. */
        public Optional<String> idPrefix() {
            return json.string("autoPoolIdPrefix");
        }

        /** Whether the pool outlives its job or schedule. */
        public boolean keepAlive() {
            return json.flag(KEEP_ALIVE, false);
        }

        /** Whether it lives as long as the schedule, and not as its job. */
        public boolean livesAsLongAsSchedule() {
            return json.string("poolLifetimeOption")
                    .map("jobschedule"::equalsIgnoreCase)
                    .orElse(false);
        }

        /** All of it that cannot be changed. */
        public Document fixed() {
            return livesAsLongAsSchedule() ? json : json.without(KEEP_ALIVE);
        }
    }

    /** A job's preparation task. */
    public record Preparation(Document json) {
        /** Its id. */
        public String id() {
            return json.string("id").orElse("jobpreparation");
        }

        /** Whether tasks wait for its end, and do not run where it failed. */
        public boolean waitForSuccess() {
            return json.flag("waitForSuccess", true);
        }

        /** Whether it runs again where it has succeeded when the node has been restarted. */
        public boolean rerunOnNodeReboot() {
            return json.flag("rerunOnNodeRebootAfterSuccess", true);
        }

        /** What it has in common with every task. */
        public TaskSpec task() {
            return new TaskSpec(json);
        }
    }

    /** A job's release task. */
    public record Release(Document json) {
        /** The default, and the most that a client may ask for (documented). */
        private static final Duration LIMIT = Duration.ofMinutes(15);

        /** Its id. */
        public String id() {
            return json.string("id").orElse("jobrelease");
        }

        /** How long it may run; unlike that of other tasks its limit is not among its constraints. */
        public Duration limit() {
            return json.duration("maxWallClockTime").orElse(LIMIT);
        }
    }

    /** A job's manager task. */
    public record Manager(Document json) {
        /** Its id. */
        public String id() {
            return json.string("id").orElseThrow();
        }

        /** Whether the job ends with it. */
        public boolean killJobOnCompletion() {
            return json.flag("killJobOnCompletion", true);
        }

        /** The task that it is; one that runs exclusively takes so many slots as a node has (a guess at how). */
        public Document task(Optional<Pool> pool) {
            boolean exclusive = json.flag("runExclusive", true);
            return exclusive && pool.isPresent()
                    ? json.with("requiredSlots", (long) pool.get().slotsPerNode())
                    : json;
        }
    }
}
