package io.github.batchbench.junit;

import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.blob.Container;
import io.github.batchbench.fake.blob.Page;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.model.JobScheduleState;
import io.github.batchbench.fake.model.JobState;
import io.github.batchbench.fake.model.PoolState;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

/** What is in a fake's accounts. It looks behind the servers, so that faults do not hide anything and nothing is noted. */
final class AccountContents {
    private static final int PAGE = 5000;

    private AccountContents() {}

    /** All but what is being deleted and what the name's predicate knows. */
    static Set<Trace> of(FakeAzure azure, Predicate<String> known) {
        Set<Trace> found = new LinkedHashSet<>();
        BatchAccount batch = azure.batch();
        batch.timeline().exclusively(() -> {
            batch.jobSchedules().all().stream()
                    .filter(schedule -> schedule.state() != JobScheduleState.DELETING)
                    .forEach(schedule -> found.add(new Trace(Leftover.JOB_SCHEDULE, schedule.id())));
            batch.jobs().all().stream()
                    .filter(job -> job.state() != JobState.DELETING)
                    .forEach(job -> found.add(new Trace(Leftover.JOB, job.id())));
            batch.pools().all().stream()
                    .filter(pool -> pool.state() != PoolState.DELETING)
                    .forEach(pool -> found.add(new Trace(Leftover.POOL, pool.id())));
        });
        azure.storageKeys().forEach(keys -> addContainers(azure.storage(keys.account()), found));
        found.removeIf(trace -> known.test(trace.name()));
        return found;
    }

    private static void addContainers(StorageAccount storage, Set<Trace> found) {
        String marker = "";
        do {
            Page<Container> page = storage.containers().list("", marker, PAGE);
            page.items().forEach(container -> found.add(new Trace(Leftover.CONTAINER, container.name())));
            marker = page.next();
        } while (!marker.isEmpty());
    }
}
