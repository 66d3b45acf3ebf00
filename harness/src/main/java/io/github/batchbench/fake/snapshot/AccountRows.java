package io.github.batchbench.fake.snapshot;

import io.github.batchbench.fake.account.KeptAccount;
import io.github.batchbench.fake.jobs.JobServices;
import io.github.batchbench.fake.model.Application;
import io.github.batchbench.fake.model.Certificate;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobSchedule;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.pools.PoolServices;
import io.github.batchbench.fake.state.NodeUsage;
import io.github.batchbench.fake.state.Quotas;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The rows of a Batch account: its entities, each by itself. */
final class AccountRows {
    /** What is not of a single entity. */
    record Account(
            Quotas quotas,
            long nodesNamed,
            long autoPoolsMade,
            Map<String, String> autoPoolsOfSchedules,
            long tasksAdded,
            NodeUsage.Kept usage) {}

    /** A job beside its tasks. */
    record JobRow(Job.JobKept job, List<String> satisfiedDependencies) {}

    private final StateFile file;
    private final String account;

    AccountRows(StateFile file, String account) {
        this.file = file;
        this.account = account;
    }

    void write(KeptAccount kept) {
        PoolServices.Kept pools = kept.pools();
        file.add(
                StateKind.BATCH_ACCOUNTS,
                account,
                "",
                account,
                new Account(
                        kept.quotas(),
                        pools.nodesNamed(),
                        pools.autoPoolsMade(),
                        pools.ofSchedules(),
                        kept.jobs().tasksAdded(),
                        kept.usage()));
        kept.applications().forEach(each -> file.add(StateKind.APPLICATIONS, account, "", each.id(), each));
        kept.certificates().forEach(each -> file.add(StateKind.CERTIFICATES, account, "", each.thumbprint(), each));
        kept.jobs()
                .schedules()
                .forEach(each -> file.add(
                        StateKind.JOB_SCHEDULES, account, "", each.entity().id(), each));
        for (PoolServices.KeptPool each : pools.pools()) {
            String id = each.pool().entity().id();
            file.add(StateKind.POOLS, account, "", id, each.pool());
            each.nodes()
                    .forEach(node -> file.add(
                            StateKind.NODES, account, id, node.identity().nodeId(), node));
        }
        for (JobServices.KeptJob each : kept.jobs().jobs()) {
            String id = each.job().entity().id();
            file.add(StateKind.JOBS, account, "", id, new JobRow(each.job(), each.satisfied()));
            each.tasks()
                    .forEach(task ->
                            file.add(StateKind.TASKS, account, id, task.entity().id(), task));
        }
    }

    /** The account, if there is one. */
    Optional<KeptState.Account> read() {
        return of(StateKind.BATCH_ACCOUNTS).stream().findFirst().map(row -> read(row.as(Account.class)));
    }

    private KeptState.Account read(Account own) {
        Map<String, List<ComputeNode.Kept>> nodes = byParent(StateKind.NODES, ComputeNode.Kept.class);
        Map<String, NavigableMap<String, Task>> tasks = tasks();
        PoolServices.Kept pools = new PoolServices.Kept(
                of(StateKind.POOLS).stream()
                        .map(row -> new PoolServices.KeptPool(
                                row.as(Pool.PoolKept.class), nodes.getOrDefault(row.id(), List.of())))
                        .toList(),
                own.nodesNamed(),
                own.autoPoolsMade(),
                own.autoPoolsOfSchedules());
        List<JobServices.KeptJob> jobs = new ArrayList<>();
        Map<String, List<String>> satisfied = satisfied();
        for (StateRow row : of(StateKind.JOBS)) {
            JobRow job = row.as(JobRow.class);
            jobs.add(new JobServices.KeptJob(
                    job.job(), List.of(), satisfied.getOrDefault(row.id(), job.satisfiedDependencies())));
        }
        long added = Math.max(own.tasksAdded(), afterLast(tasks.values()));
        KeptAccount kept = new KeptAccount(
                own.quotas(),
                all(StateKind.APPLICATIONS, Application.Kept.class),
                all(StateKind.CERTIFICATES, Certificate.Kept.class),
                pools,
                new JobServices.Kept(jobs, all(StateKind.JOB_SCHEDULES, JobSchedule.ScheduleKept.class), added),
                own.usage());
        return new KeptState.Account(kept, tasks);
    }

    /** Made as they are read: a start with many takes as long as it takes to move what is kept of them about in memory. */
    private Map<String, NavigableMap<String, Task>> tasks() {
        Map<String, NavigableMap<String, Task>> byJob = new HashMap<>();
        file.read(StateKind.TASKS, account, row -> Map.entry(row.parent(), row.as(Task.TaskKept.class, Task::new)))
                .forEach(each -> {
                    Task task = each.getValue();
                    boolean isNew =
                            byJob.computeIfAbsent(each.getKey(), job -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER))
                                            .putIfAbsent(task.id(), task)
                                    == null;
                    if (!isNew) {
                        throw new SnapshotException(
                                file + " has two tasks " + task.id() + " in job " + each.getKey() + ".");
                    }
                });
        return byJob;
    }

    private List<StateRow> of(StateKind kind) {
        return file.read(kind, account);
    }

    private Map<String, List<String>> satisfied() {
        Map<String, List<String>> byJob = new HashMap<>();
        if (file.layout() == StateLayout.LOCATION) {
            of(StateKind.SATISFIED)
                    .forEach(row -> byJob.computeIfAbsent(row.parent(), job -> new ArrayList<>())
                            .add(row.id()));
        }
        return byJob;
    }

    private static long afterLast(Collection<NavigableMap<String, Task>> tasks) {
        return tasks.stream()
                .flatMap(ofJob -> ofJob.values().stream())
                .mapToLong(task -> task.order() + 1)
                .max()
                .orElse(0);
    }

    private <T extends Record> List<T> all(StateKind kind, Class<T> type) {
        return file.read(kind, account, row -> row.as(type));
    }

    private <T extends Record> Map<String, List<T>> byParent(StateKind kind, Class<T> type) {
        Map<String, List<T>> all = new HashMap<>();
        file.read(kind, account, row -> Map.entry(row.parent(), row.as(type)))
                .forEach(each -> all.computeIfAbsent(each.getKey(), key -> new ArrayList<>())
                        .add(each.getValue()));
        return all;
    }
}
