package io.github.batchbench.fake.node.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is not found is not ended. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class ProcessTableTest {
    private static final int LOOKS = 300;

    /** While Linux puts another program into a process, the process shows no environment. */
    @Test
    void aProcessIsFoundAlsoWhileItBecomesAnotherProgram(@TempDir Path folder) throws Exception {
        Path script = Files.writeString(folder.resolve("again.sh"), "exec /bin/sh \"$0\"\n");
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", script.toString());
        String mark = "ProcessTableTest/" + folder.getFileName();
        builder.environment().put(ProcessTree.MARK, mark);
        Process process = builder.start();
        try {
            for (int look = 0; look < LOOKS; look++) {
                assertThat(ProcessTable.find(new ProcessTable.Wanted(Set.of(), mark::equals, List.of())))
                        .as("look %d", look)
                        .contains(process.toHandle());
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
