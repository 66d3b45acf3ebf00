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
import io.github.batchbench.fake.snapshot.SnapshotFile.Kind;
import io.github.batchbench.fake.snapshot.SnapshotFile.Row;
import io.github.batchbench.fake.snapshot.SnapshotFile.Rows;
import io.github.batchbench.fake.state.NodeUsage;
import io.github.batchbench.fake.state.Quotas;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of a Batch account: its entities, each by itself. */
final class AccountRows {
    /** What is not of a single entity. */
    private record Account(
            Quotas quotas,
            long nodesNamed,
            long autoPoolsMade,
            Map<String, String> autoPoolsOfSchedules,
            long tasksAdded,
            NodeUsage.Kept usage) {}

    /** A job beside its tasks. */
    private record JobRow(Job.JobKept job, List<String> satisfiedDependencies) {}

    private final SnapshotFile file;
    private final String account;

    AccountRows(SnapshotFile file, String account) {
        this.file = file;
        this.account = account;
    }

    void write(KeptAccount kept) {
        PoolServices.Kept pools = kept.pools();
        try (Rows rows = file.rows(Kind.BATCH_ACCOUNTS)) {
            rows.add(
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
        }
        try (Rows rows = file.rows(Kind.APPLICATIONS)) {
            kept.applications().forEach(each -> rows.add(account, "", each.id(), each));
        }
        try (Rows rows = file.rows(Kind.CERTIFICATES)) {
            kept.certificates().forEach(each -> rows.add(account, "", each.thumbprint(), each));
        }
        try (Rows rows = file.rows(Kind.JOB_SCHEDULES)) {
            kept.jobs()
                    .schedules()
                    .forEach(each -> rows.add(account, "", each.entity().id(), each));
        }
        try (Rows rows = file.rows(Kind.POOLS);
                Rows nodes = file.rows(Kind.NODES)) {
            for (PoolServices.KeptPool each : pools.pools()) {
                String id = each.pool().entity().id();
                rows.add(account, "", id, each.pool());
                each.nodes()
                        .forEach(node -> nodes.add(account, id, node.identity().nodeId(), node));
            }
        }
        try (Rows rows = file.rows(Kind.JOBS);
                Rows tasks = file.rows(Kind.TASKS)) {
            for (JobServices.KeptJob each : kept.jobs().jobs()) {
                String id = each.job().entity().id();
                rows.add(account, "", id, new JobRow(each.job(), each.satisfied()));
                each.tasks()
                        .forEach(task -> tasks.add(account, id, task.entity().id(), task));
            }
        }
    }

    KeptAccount read() {
        Account own = of(Kind.BATCH_ACCOUNTS).get(0).as(Account.class);
        Map<String, List<ComputeNode.Kept>> nodes = byParent(Kind.NODES, ComputeNode.Kept.class);
        Map<String, List<Task.TaskKept>> tasks = byParent(Kind.TASKS, Task.TaskKept.class);
        PoolServices.Kept pools = new PoolServices.Kept(
                of(Kind.POOLS).stream()
                        .map(row -> new PoolServices.KeptPool(
                                row.as(Pool.PoolKept.class), nodes.getOrDefault(row.id(), List.of())))
                        .toList(),
                own.nodesNamed(),
                own.autoPoolsMade(),
                own.autoPoolsOfSchedules());
        List<JobServices.KeptJob> jobs = new ArrayList<>();
        for (Row row : of(Kind.JOBS)) {
            JobRow job = row.as(JobRow.class);
            jobs.add(new JobServices.KeptJob(
                    job.job(), tasks.getOrDefault(row.id(), List.of()), job.satisfiedDependencies()));
        }
        return new KeptAccount(
                own.quotas(),
                all(Kind.APPLICATIONS, Application.Kept.class),
                all(Kind.CERTIFICATES, Certificate.Kept.class),
                pools,
                new JobServices.Kept(jobs, all(Kind.JOB_SCHEDULES, JobSchedule.ScheduleKept.class), own.tasksAdded()),
                own.usage());
    }

    private List<Row> of(Kind kind) {
        return file.read(kind).stream()
                .filter(row -> row.account().equals(account))
                .toList();
    }

    private <T extends Record> List<T> all(Kind kind, Class<T> type) {
        return of(kind).stream().map(row -> row.as(type)).toList();
    }

    private <T extends Record> Map<String, List<T>> byParent(Kind kind, Class<T> type) {
        Map<String, List<T>> all = new HashMap<>();
        for (Row row : of(kind)) {
            all.computeIfAbsent(row.parent(), key -> new ArrayList<>()).add(row.as(type));
        }
        return all;
    }
}
