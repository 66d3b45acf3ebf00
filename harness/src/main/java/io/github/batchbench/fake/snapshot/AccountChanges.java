package io.github.batchbench.fake.snapshot;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.account.KeptSundries;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.state.NodeUsage;
import io.github.batchbench.fake.state.StateChanges.Subject;
import io.github.batchbench.fake.state.Unsaved;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What changes in a Batch account, as writes to the file of a location. Under the timeline's lock. */
final class AccountChanges {
    /** All that is in an account. */
    private static final List<StateKind> ENTITIES = List.of(
            StateKind.POOLS,
            StateKind.NODES,
            StateKind.JOBS,
            StateKind.TASKS,
            StateKind.JOB_SCHEDULES,
            StateKind.SATISFIED);

    private static final List<StateKind> REST =
            List.of(StateKind.BATCH_ACCOUNTS, StateKind.APPLICATIONS, StateKind.PACKAGES, StateKind.CERTIFICATES);

    private final String name;
    private final BatchAccount account;
    private @Nullable KeptSundries last;

    /** Notes what changes from now on; the listener hears of each change. */
    AccountChanges(String name, BatchAccount account, Runnable listener) {
        this.name = name;
        this.account = account;
        account.unsaved().note(listener);
    }

    BatchAccount account() {
        return account;
    }

    /** The account has been put back as it is in the file; what changed by that is still to be written. */
    void putBack(Runnable restore) {
        account.unsaved().putBack(restore);
        last = account.sundries();
    }

    void stop() {
        account.unsaved().stop();
    }

    /** All that is in an account of this name goes. */
    static void removeAll(String name, List<Write> writes) {
        writes.add(file -> {
            ENTITIES.forEach(kind -> file.deleteAll(kind, name));
            REST.forEach(kind -> file.deleteAll(kind, name));
        });
    }

    /** What has changed since this was last asked. */
    void gather(List<Write> writes) {
        Unsaved.Changes changes = account.unsaved().take();
        if (changes.emptied()) {
            writes.add(file -> ENTITIES.forEach(kind -> file.deleteAll(kind, name)));
        }
        changes.gone().forEach(subject -> writes.add(removal(subject)));
        changes.changed().forEach(subject -> writes.add(row(subject)));
        for (Unsaved.Satisfied satisfied : changes.satisfied()) {
            String job = satisfied.job().id();
            writes.add(new Row(StateKind.SATISFIED, name, job, satisfied.task(), null, new Satisfied(true)));
        }
        sundries(writes);
    }

    /** Says nothing but that it is there. */
    private record Satisfied(boolean satisfied) {}

    private Write removal(Subject subject) {
        if (subject instanceof Subject.OfTask of) {
            String job = of.job().id();
            return file -> file.delete(StateKind.TASKS, name, job, of.task().id());
        }
        if (subject instanceof Subject.OfNode of) {
            return file ->
                    file.delete(StateKind.NODES, name, of.pool().id(), of.node().id());
        }
        if (subject instanceof Subject.OfJob of) {
            return file -> {
                file.delete(StateKind.JOBS, name, "", of.job().id());
                file.deleteIn(StateKind.TASKS, name, of.job().id());
                file.deleteIn(StateKind.SATISFIED, name, of.job().id());
            };
        }
        if (subject instanceof Subject.OfPool of) {
            return file -> {
                file.delete(StateKind.POOLS, name, "", of.pool().id());
                file.deleteIn(StateKind.NODES, name, of.pool().id());
            };
        }
        if (subject instanceof Subject.OfSchedule of) {
            return file ->
                    file.delete(StateKind.JOB_SCHEDULES, name, "", of.schedule().id());
        }
        throw new IllegalArgumentException("Nothing of its own: " + subject);
    }

    private Write row(Subject subject) {
        if (subject instanceof Subject.OfTask of) {
            return row(StateKind.TASKS, of.job().id(), of.task().id(), of.task().kept());
        }
        if (subject instanceof Subject.OfNode of) {
            ComputeNode.Kept kept = of.node().kept();
            long tree = account.agent().tree(kept.identity());
            return new Row(
                    StateKind.NODES, name, of.pool().id(), kept.identity().nodeId(), tree, kept);
        }
        if (subject instanceof Subject.OfJob of) {
            return row(
                    StateKind.JOBS,
                    "",
                    of.job().id(),
                    new AccountRows.JobRow(of.job().kept(), List.of()));
        }
        if (subject instanceof Subject.OfPool of) {
            return row(StateKind.POOLS, "", of.pool().id(), of.pool().kept());
        }
        if (subject instanceof Subject.OfSchedule of) {
            return row(
                    StateKind.JOB_SCHEDULES,
                    "",
                    of.schedule().id(),
                    of.schedule().kept());
        }
        throw new IllegalArgumentException("Nothing of its own: " + subject);
    }

    private Write row(StateKind kind, String parent, String id, Record kept) {
        return new Row(kind, name, parent, id, null, kept);
    }

    private void sundries(List<Write> writes) {
        KeptSundries now = account.sundries();
        KeptSundries before = last;
        if (now.equals(before)) {
            return;
        }
        last = now;
        if (before == null || isOwnRow(now, before)) {
            NodeUsage.Kept usage = account.keptUsage();
            // How many tasks were added follows from the tasks: it would change with each of them.
            writes.add(row(
                    StateKind.BATCH_ACCOUNTS,
                    "",
                    name,
                    new AccountRows.Account(
                            now.quotas(),
                            now.pools().nodesNamed(),
                            now.pools().autoPoolsMade(),
                            now.pools().ofSchedules(),
                            0,
                            usage)));
        }
        if (before == null || !now.certificates().equals(before.certificates())) {
            writes.add(file -> file.deleteAll(StateKind.CERTIFICATES, name));
            now.certificates().forEach(each -> writes.add(row(StateKind.CERTIFICATES, "", each.thumbprint(), each)));
        }
        if (before == null || !now.applications().equals(before.applications())) {
            writes.add(file -> file.deleteAll(StateKind.APPLICATIONS, name));
            now.applications().forEach(each -> writes.add(row(StateKind.APPLICATIONS, "", each.id(), each)));
            writes.add(this::packages);
        }
    }

    private static boolean isOwnRow(KeptSundries now, KeptSundries before) {
        return now.usageChanges() != before.usageChanges()
                || !now.quotas().equals(before.quotas())
                || !now.pools().equals(before.pools());
    }

    private void packages(StateFile file) throws IOException {
        file.deleteAll(StateKind.PACKAGES, name);
        new PackageRows(file, name).write(account.applications());
        file.deleteContentsBut(StateKind.PACKAGES);
    }
}
