package io.github.batchbench.fake.protocol.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.model.Document;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The operations that the tutorial's nine steps need, with the statuses and headers of the recordings. */
class NineStepsTest {
    private final Service service = new Service();
    private final Caller caller = service.caller;

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void aPoolIsCreatedWithLocationAndETagAndNoBody() {
        Caller.Result created = caller.post("/pools", Service.POOL);

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text()).isEmpty();
        assertThat(created.header("ETag")).matches("0x[0-9A-F]{15,16}");
        assertThat(created.header("Location")).isEqualTo("http://localhost:8080/pools/pool1");
        assertThat(created.header("DataServiceId")).isEqualTo("http://localhost:8080/pools/pool1");
        assertThat(created.headers().first("Content-Type")).isEmpty();
        assertThat(created.header("DataServiceVersion")).isEqualTo("3.0");
    }

    @Test
    void aPoolComesBackNormalisedWithDefaults() {
        caller.post("/pools", Service.POOL);

        Document pool = caller.get("/pools/POOL1").json();

        assertThat(pool.string("id")).contains("pool1");
        assertThat(pool.string("vmSize")).contains("standard_d2s_v3");
        assertThat(pool.string("allocationState")).contains("resizing");
        assertThat(pool.string("resizeTimeout")).contains("PT15M");
        assertThat(pool.number("taskSlotsPerNode")).contains(1L);
        assertThat(pool.object("taskSchedulingPolicy")).contains(Document.of("nodeFillType", "Spread"));
        assertThat(pool.string("odata.metadata")).contains("http://localhost:8080/$metadata#pools/@Element");
    }

    @Test
    void everyJobIsLocatedAtJobOne() {
        Caller.Result created = caller.post("/jobs", Service.JOB);

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo("http://localhost:8080/jobs/job-1");
    }

    @Test
    void tasksRunAndAreCountedAndTheirFilesRead() {
        service.withPoolAndJob();
        Caller.Result added = caller.post("/jobs/job1/addtaskcollection", """
                {"value":[{"id":"good","commandLine":"echo"},{"id":"bad","commandLine":"exit 3"}]}""");
        assertThat(added.status()).isEqualTo(200);
        assertThat(added.json().objects("value"))
                .extracting(item -> item.string("status").orElse(""))
                .containsExactly("Success", "Success");

        service.advance(Duration.ofMinutes(5));

        Document counts = caller.get("/jobs/job1/taskcounts").json();
        assertThat(counts.object("taskCounts").orElseThrow().number("succeeded"))
                .contains(1L);
        assertThat(counts.object("taskCounts").orElseThrow().number("failed")).contains(1L);
        Document bad = caller.get("/jobs/job1/tasks/bad").json();
        Document run = bad.object("executionInfo").orElseThrow();
        assertThat(run.string("result")).contains("failure");
        assertThat(run.object("failureInfo").orElseThrow().string("category")).contains("UserError");
        assertThat(caller.get("/jobs/job1/tasks/good/files/stdout.txt").text()).isEqualTo("hello");
        assertThat(caller.get("/jobs/job1/tasks/good/files/wd%2Fout%20dir%2F%C3%A9.txt")
                        .text())
                .isEqualTo("inner");
    }

    @Test
    void deletingTakesAWhileForJobsAndPoolsAndNoneForTasks() {
        service.withPoolAndJob();
        caller.post("/jobs/job1/tasks", "{\"id\":\"t\",\"commandLine\":\"echo\"}");

        assertThat(caller.send("DELETE", "/jobs/job1/tasks/t", "").status()).isEqualTo(200);
        assertThat(caller.get("/jobs/job1/tasks/t").code()).isEqualTo("TaskNotFound");
        assertThat(caller.send("DELETE", "/jobs/job1", "").status()).isEqualTo(202);
        assertThat(caller.get("/jobs/job1").json().string("state")).contains("deleting");
        assertThat(caller.send("DELETE", "/pools/pool1", "").status()).isEqualTo(202);
        assertThat(caller.send("DELETE", "/pools/pool1", "").code()).isEqualTo("PoolBeingDeleted");

        service.advance(Duration.ofMinutes(5));

        assertThat(caller.get("/jobs/job1").code()).isEqualTo("JobNotFound");
        assertThat(caller.send("HEAD", "/pools/pool1", "").status()).isEqualTo(404);
    }
}
