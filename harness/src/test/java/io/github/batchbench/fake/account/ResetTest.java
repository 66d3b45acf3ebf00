package io.github.batchbench.fake.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.ResizeError;
import io.github.batchbench.fake.model.Strictness;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskState;
import io.github.batchbench.fake.pools.NodeFaults.NodeFault;
import io.github.batchbench.fake.state.Allocation;
import io.github.batchbench.fake.state.Quotas;
import io.github.batchbench.fake.time.Latencies;
import io.github.batchbench.fake.time.Timeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An account that was reset is a new account: whatever is done then, everything that can be seen of it is the same. */
class ResetTest {
    private static final Duration BEFORE = Duration.ofHours(3);
    private static final Document COMMAND = Document.of("commandLine", "true");

    /** Everything that could be seen of the account from some time on. */
    private static final class Scene implements AutoCloseable {
        private final Timeline timeline =
                Timeline.following(InstantSource.fixed(Instant.parse("2026-11-23T08:00:00Z")));
        private final ScriptedNodes nodes = new ScriptedNodes(timeline);
        private final BatchAccount account;
        private final List<String> seen = new ArrayList<>();

        Scene() {
            timeline.virtual();
            account = new BatchAccount(timeline, nodes, Latencies.REALISTIC, 7, Strictness.FULL);
        }

        /** What a test may leave behind: everything that can be set is, and things are under way after so many minutes. */
        void disturb(int minutes, Path zip) {
            account.quotas(new Quotas(1, 1, 1, 1, Map.of("standardDv3Family", 1)));
            account.allocation((pool, wanted) ->
                    new Allocation.Grant(wanted, List.of(new ResizeError("Other", "as this test wants", List.of()))));
            account.latencies(Latencies.INSTANT);
            account.quotas(Quotas.DEFAULT);
            workload();
            timeline.advance(Duration.ofMinutes(minutes));
            account.allocation((pool, wanted) -> new Allocation.Grant(wanted, List.of()));
            account.holds().nodes().everywhere();
            account.holds().tasks("j").at(TaskState.RUNNING);
            var unused = account.nodeFaults().await(pool -> true, NodeFault.REBOOTED, 100);
            account.glitches().freezeCounts();
            account.glitches().refuseNext(3);
            account.certificates().add(new UploadedCertificate("ab12", "sha1", "AAAA", false));
            account.applications().put("app", "1");
            account.applications().add("zipped", "1", zip);
            account.quotas(new Quotas(1, 1, 1, 1, Map.of("standardDv3Family", 1)));
            account.reset();
            timeline.advance(BEFORE.minusMinutes(minutes));
        }

        void workload() {
            account.pools()
                    .add(Document.of("id", "p")
                            .with("vmSize", "standard_d4s_v3")
                            .with("targetDedicatedNodes", 2L)
                            .with("taskSlotsPerNode", 2L)
                            .with("startTask", COMMAND));
            account.pools()
                    .add(Document.of("id", "scaled")
                            .with("enableAutoScale", true)
                            .with("autoScaleFormula", "$TargetDedicatedNodes = 1 + random(3);")
                            .with("autoScaleEvaluationInterval", "PT15M"));
            account.jobs()
                    .add(job("j").with("usesTaskDependencies", true)
                            .with("jobPreparationTask", COMMAND)
                            .with("jobReleaseTask", COMMAND)
                            .with("onAllTasksComplete", "terminatejob")
                            .with("constraints", Document.of("maxWallClockTime", "PT2H")));
            for (int i = 1; i < 9; i++) {
                account.tasks().add("j", COMMAND.with("id", Integer.toString(i)));
            }
            Document last =
                    Document.of("taskIdRanges", List.of(Document.of("start", 1L).with("end", 8L)));
            account.tasks()
                    .add(
                            "j",
                            COMMAND.with("id", "last")
                                    .with("dependsOn", last)
                                    .with("constraints", Document.of("retentionTime", "PT10M")));
            Document autoPool = Document.of("pool", Document.of("targetDedicatedNodes", 1L))
                    .with("poolLifetimeOption", "job")
                    .with("autoPoolIdPrefix", "auto");
            account.jobSchedules()
                    .add(Document.of("id", "s")
                            .with("schedule", Document.of("recurrenceInterval", "PT40M"))
                            .with(
                                    "jobSpecification",
                                    Document.of("poolInfo", Document.of("autoPoolSpecification", autoPool))
                                            .with("jobManagerTask", COMMAND.with("id", "manager"))));
        }

        /** From here on it must not matter what was before. */
        List<String> run() {
            seen.add("settings " + account.latencies() + " " + account.quotas());
            seen.add("glitches " + account.glitches().frozen() + " "
                    + account.glitches().refused());
            seen.add("certificates " + account.certificates().all());
            seen.add("applications " + account.applications().all()
                    + account.applications().find("zipped", Optional.empty()));
            seen.add("machines " + nodes.alive());
            seen.add("busy " + account.isBusy());
            contents();
            account.changes().listen(change -> seen.add(change.toString()));
            int started = nodes.started().size();
            int discarded = nodes.discarded().size();
            workload();
            try {
                account.exclusively(() -> {
                    account.glitches().admit();
                    return true;
                });
            } catch (BatchException e) {
                seen.add("refused " + e.getMessage());
            }
            for (int i = 0; i < 12; i++) {
                timeline.advance(Duration.ofMinutes(15));
                contents();
            }
            for (Assignment assignment :
                    nodes.started().subList(started, nodes.started().size())) {
                seen.add(assignment.toString());
            }
            seen.addAll(nodes.discarded().subList(discarded, nodes.discarded().size()));
            seen.add("machines " + nodes.alive());
            seen.add("usage " + account.usage(timeline.instant().minus(BEFORE.plusHours(1)), null));
            timeline.failures().check();
            return seen;
        }

        private void contents() {
            account.exclusively(() -> {
                account.pools().all().forEach(this::pool);
                account.jobs().all().forEach(this::job);
                account.jobSchedules()
                        .all()
                        .forEach(schedule -> seen.add(schedule + " " + schedule.spec() + schedule.nextRunTime()
                                + schedule.recentJob() + schedule.revision()));
                return true;
            });
        }

        private void pool(Pool pool) {
            seen.add(pool + " " + pool.spec() + pool.target() + pool.revision() + pool.resizeErrors()
                    + pool.resizeTimeout() + pool.autoScaleRun());
            for (ComputeNode node : pool.nodes()) {
                seen.add(node + " " + node.identity() + node.allocationTime() + node.lastBootTime()
                        + node.schedulingEnabled() + node.errors() + node.totalTasksRun() + node.totalTasksSucceeded());
            }
        }

        private void job(Job job) {
            seen.add(job + " " + job.spec() + job.poolId() + job.revision()
                    + account.glitches().tasks(job) + account.glitches().slots(job) + job.terminateReason()
                    + job.nodeRuns().size());
            for (Task task : job.tasks()) {
                seen.add(task + " " + task.order() + task.spec() + task.node()
                        + task.run().startTime() + task.run().endTime()
                        + task.run().exitCode() + task.revision());
            }
        }

        private static Document job(String id) {
            return Document.of("id", id).with("poolInfo", Document.of("poolId", "p"));
        }

        @Override
        public void close() {
            account.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 10, 50, 130})
    void afterAResetEverythingIsAsInANewAccount(int minutes) throws Exception {
        Path zip = Files.createTempFile("reset", ".zip");
        try (Scene used = new Scene();
                Scene fresh = new Scene()) {
            used.disturb(minutes, zip);
            fresh.timeline.advance(BEFORE);

            assertThat(used.run()).isEqualTo(fresh.run()).hasSizeGreaterThan(100);
        } finally {
            Files.delete(zip);
        }
    }
}
