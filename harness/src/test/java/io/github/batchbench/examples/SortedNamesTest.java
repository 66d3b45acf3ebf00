package io.github.batchbench.examples;

import static io.github.batchbench.assertj.BatchAssertions.assertThat;

import io.github.batchbench.api.TestJob;
import io.github.batchbench.api.TestOutputs;
import io.github.batchbench.api.TestTasks;
import io.github.batchbench.junit.BatchTest;
import io.github.batchbench.junit.WithPool;
import io.github.batchbench.junit.WithStagedFile;
import io.github.batchbench.junit.WithTasks;
import org.junit.jupiter.api.Test;

@BatchTest
@WithPool(nodes = 2)
@WithStagedFile(value = "names.txt", text = "Grace\nAda\n")
class SortedNamesTest {
    @Test
    @WithTasks(value = "sort names.txt > sorted.txt", outputs = "*.txt")
    void sortsNames(TestTasks tasks, TestOutputs outputs) {
        assertThat(tasks).hasSize(1).allSucceeded();
        assertThat(outputs).blob("task-1/sorted.txt").isEqualTo("Ada\nGrace\n");
    }

    @Test
    void completedIsNotSucceeded(TestJob job) {
        TestTasks tasks = job.run("echo fine", "ls nowhere").await();

        assertThat(tasks).haveFailed(1);
        assertThat(tasks)
                .task("task-2")
                .failed()
                .hasFailureCode("FailureExitCode")
                .stderr()
                .contains("nowhere");
    }
}
