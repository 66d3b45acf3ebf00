package io.github.batchbench.examples;

import static io.github.batchbench.assertj.BatchAssertions.assertThat;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.Script;
import io.github.batchbench.api.TestPool;
import io.github.batchbench.junit.BatchTest;
import io.github.batchbench.junit.Leftover;
import io.github.batchbench.junit.MayLeave;
import io.github.batchbench.junit.WithPool;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@BatchTest
@MayLeave(Leftover.JOB)
class ScriptedTasksTest {
    @Test
    @WithPool(nodes = 100)
    void rendersTenThousandFrames(TestPool pool, BatchClient client, FakeAzure azure) throws Exception {
        azure.clock().virtual();
        azure.scripts().job("film").play(Script.succeeds().after(Duration.ofMinutes(5)));
        azure.scripts()
                .task("film", "frame-7")
                .play(Script.exits(3).after(Duration.ofMinutes(1)).complaining("no texture\n"));

        client.jobOperations().createJob("film", new PoolInformation().withPoolId(pool.id()));
        for (int first = 1; first <= 10_000; first += 100) {
            client.taskOperations().createTasks("film", frames(first, first + 99));
        }
        azure.clock().advance(Duration.ofHours(9));

        assertThat(client.jobOperations().getTaskCounts("film").succeeded()).isEqualTo(9_999);
        assertThat(client)
                .job("film")
                .task("frame-7")
                .failed()
                .hasExitCode(3)
                .stderr()
                .isEqualTo("no texture\n");
    }

    private static List<TaskAddParameter> frames(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(frame ->
                        new TaskAddParameter().withId("frame-" + frame).withCommandLine("blender --frame " + frame))
                .toList();
    }
}
