package io.github.batchbench.fake.protocol.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.model.TaskCounts;
import io.github.batchbench.fuzz.Together;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that do the same at the same time: whatever they see is what some order of their requests gives. */
@Timeout(120)
class ManyClientsTest {
    private static final int CLIENTS = 8;
    private static final int TASKS = 300;

    private final Service service = new Service();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void eachTaskIsAddedOnceAndDeletedOnceAndNoCountIsTorn() throws Exception {
        service.caller.post("/jobs", Service.JOB);
        AtomicIntegerArray added = new AtomicIntegerArray(TASKS);
        AtomicIntegerArray deleted = new AtomicIntegerArray(TASKS);

        Together.run(CLIENTS, client -> {
            long before = 0;
            for (int i = 0; i < TASKS; i++) {
                String id = "t" + (i + client * 37) % TASKS;
                int status = service.caller
                        .post("/jobs/Job1/tasks", "{\"id\":\"" + id + "\",\"commandLine\":\"true\"}")
                        .status();
                assertThat(status).isIn(201, 409);
                if (status == 201) {
                    added.incrementAndGet((i + client * 37) % TASKS);
                }
                long active = service.account.jobs().get("Job1").taskCounts().active();
                assertThat(active).isGreaterThanOrEqualTo(before);
                before = active;
            }
        });
        assertThat(counts()).isEqualTo(new TaskCounts(TASKS, 0, 0, 0));

        Together.run(CLIENTS, client -> {
            for (int i = 0; i < TASKS; i++) {
                int task = (i + client * 53) % TASKS;
                int status = service.caller
                        .send("DELETE", "/jobs/Job1/tasks/t" + task, "")
                        .status();
                assertThat(status).isIn(200, 404);
                if (status == 200) {
                    deleted.incrementAndGet(task);
                }
            }
        });
        assertThat(counts()).isEqualTo(TaskCounts.NONE);
        for (int i = 0; i < TASKS; i++) {
            assertThat(List.of(added.get(i), deleted.get(i))).containsOnly(1);
        }
    }

    private TaskCounts counts() {
        return service.account.exclusively(
                () -> service.account.jobs().get("Job1").taskCounts());
    }
}
