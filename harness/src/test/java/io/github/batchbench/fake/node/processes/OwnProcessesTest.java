package io.github.batchbench.fake.node.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OwnProcessesTest {
    @Test
    void aProcessIsKnownUntilItHasEnded() throws Exception {
        Process process = OwnProcesses.start(new ProcessBuilder("sleep", "60"));
        assertThat(OwnProcesses.contains(process.toHandle())).isTrue();

        process.destroyForcibly();

        process.onExit().get(30, TimeUnit.SECONDS);
        while (OwnProcesses.contains(process.toHandle())) {
            Thread.onSpinWait();
        }
    }

    @Test
    void thoseOfOthersAreNot() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        try {
            assertThat(OwnProcesses.contains(process.toHandle())).isFalse();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
