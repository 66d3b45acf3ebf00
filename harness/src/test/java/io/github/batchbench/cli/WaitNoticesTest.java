package io.github.batchbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.junit.BatchTest;
import io.github.batchbench.junit.Leftover;
import io.github.batchbench.junit.MayLeave;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What {@code serve} says of jobs that do not go on. */
@BatchTest
@MayLeave(Leftover.JOB)
class WaitNoticesTest {
    @Test
    void saysEachReasonOnceForAsLongAsItLasts(FakeAzure azure, BatchClient client) throws Exception {
        StringWriter said = new StringWriter();
        try (WaitNotices notices = new WaitNotices(azure, new PrintWriter(said))) {
            client.jobOperations().createJob("nightly", new PoolInformation().withPoolId("ghost"));
            client.taskOperations()
                    .createTask("nightly", new TaskAddParameter().withId("a").withCommandLine("true"));

            notices.look();
            assertThat(said.toString()).isEmpty();
            notices.look();
            notices.look();
            assertThat(said.toString().lines()).containsExactly("job nightly waits: pool ghost does not exist");

            client.taskOperations().deleteTask("nightly", "a");
            notices.look();
            client.taskOperations()
                    .createTask("nightly", new TaskAddParameter().withId("b").withCommandLine("true"));
            notices.look();
            notices.look();
            assertThat(said.toString().lines()).hasSize(2);
        }
    }
}
