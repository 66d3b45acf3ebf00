package io.github.batchbench.fake.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.account.ScriptedAccount;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskCounts;
import io.github.batchbench.fake.model.TaskSupply;
import io.github.batchbench.fake.state.Deallocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tasks that are made when their turn comes run as those that clients have added. */
class SuppliedTasksTest {
    private static final int TASKS = 40;
    private static final Duration RUN = Duration.ofMinutes(1);

    @RegisterExtension
    final ScriptedAccount added = new ScriptedAccount();

    @RegisterExtension
    final ScriptedAccount supplied = new ScriptedAccount();

    private final List<Task> completed = new ArrayList<>();

    private final TaskSupply supply = new TaskSupply() {
        @Override
        public int size() {
            return TASKS;
        }

        @Override
        public int requiredSlots() {
            return 2;
        }

        @Override
        public Document spec(int index) {
            return SuppliedTasksTest.spec(index);
        }

        @Override
        public void completed(Task task) {
            completed.add(task);
        }
    };

    private static Document spec(int index) {
        return Document.of("id", "task" + index)
                .with("commandLine", "true")
                .with("requiredSlots", 2L)
                .with("constraints", Document.of("maxTaskRetryCount", 1L));
    }

    @Test
    void theyRunWhenAndWhereAddedOnesDo() {
        assertThat(changesOf(supplied, account -> account.tasks().supply("bulk", supply)))
                .containsExactlyElementsOf(changesOf(added, account -> {
                    for (int i = 0; i < TASKS; i++) {
                        account.tasks().add("bulk", spec(i));
                    }
                }));
        assertThat(job(supplied).taskCounts()).isEqualTo(job(added).taskCounts());
        assertThat(job(supplied).slotCounts()).isEqualTo(job(added).slotCounts());
        assertThat(job(supplied).taskCounts().completed()).isEqualTo(TASKS);
    }

    /** Every change of a task after its beginning, in a run with another job, failures, retries and a node that goes. */
    private static List<String> changesOf(ScriptedAccount scripted, Consumer<BatchAccount> tasks) {
        List<String> changes = new ArrayList<>();
        scripted.account.changes().listen(change -> {
            if (change.from() != null) {
                changes.add(change.toString());
            }
        });
        scripted.nodes.script(assignment -> Outcome.exited(Math.floorMod(
                assignment.directory().hashCode() + scripted.nodes.started().size(), 3)));
        addJob(scripted, "bulk");
        tasks.accept(scripted.account);
        addJob(scripted, "other");
        for (int i = 0; i < 10; i++) {
            scripted.account.tasks().add("other", Document.of("id", "o" + i).with("commandLine", "true"));
        }
        scripted.account
                .pools()
                .add(Document.of("id", "p").with("targetDedicatedNodes", 4L).with("taskSlotsPerNode", 5L));
        scripted.timeline.advance(RUN.multipliedBy(2).plusSeconds(30));
        String node = scripted.nodes.alive().get(0);
        scripted.account.nodes().disableScheduling("p", node, Deallocation.REQUEUE);
        scripted.timeline.advance(RUN.multipliedBy(3));
        scripted.account.nodes().enableScheduling("p", node);
        scripted.timeline.advance(RUN.multipliedBy(60));
        return changes;
    }

    private static void addJob(ScriptedAccount scripted, String id) {
        scripted.account.jobs().add(Document.of("id", id).with("poolInfo", Document.of("poolId", "p")));
    }

    private static Job job(ScriptedAccount scripted) {
        return scripted.account.jobs().get("bulk");
    }

    @Test
    void theyCountAllTheTimeAndAreThereWhileTheyRun() {
        addJob(supplied, "bulk");
        supplied.account.tasks().supply("bulk", supply);
        assertThat(job(supplied).taskCounts()).isEqualTo(new TaskCounts(TASKS, 0, 0, 0));
        assertThat(job(supplied).tasks()).isEmpty();

        supplied.account
                .pools()
                .add(Document.of("id", "p").with("targetDedicatedNodes", 3L).with("taskSlotsPerNode", 2L));
        supplied.timeline.advance(RUN.plusSeconds(30));

        assertThat(job(supplied).taskCounts()).isEqualTo(new TaskCounts(TASKS - 6, 3, 3, 0));
        assertThat(job(supplied).tasks())
                .extracting(Task::id)
                .contains("task3", "task4", "task5")
                .doesNotContain("task0");
        assertThat(completed).extracting(Task::id).containsExactly("task0", "task1", "task2");
    }

    @Test
    void aJobThatHasTasksIsNotSupplied() {
        addJob(supplied, "bulk");
        supplied.account.tasks().add("bulk", spec(0));

        assertThatThrownBy(() -> supplied.account.tasks().supply("bulk", supply))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has tasks already");
    }
}
