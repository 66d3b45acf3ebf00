package io.github.batchbench.fake.node.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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

    /** As on macOS, which has no such folder, or in a container that hides it. */
    @Test
    void whereTheSystemShowsNoneNoneIsFound(@TempDir Path folder) throws Exception {
        ProcessTable.Wanted all = new ProcessTable.Wanted(Set.of(), mark -> true, List.of(Path.of("/")));

        assertThat(ProcessTable.find(folder, all)).isEmpty();
        assertThat(ProcessTable.find(folder.resolve("none"), all)).isEmpty();
    }

    @Test
    void whatWasThereBeforeThisProcessIsNotFound() throws Exception {
        ProcessHandle older = anOlderOne();
        Path place = Files.readSymbolicLink(Path.of("/proc", String.valueOf(older.pid()), "cwd"));
        Process younger =
                new ProcessBuilder("sleep", "60").directory(place.toFile()).start();
        try {
            assertThat(ProcessTable.find(new ProcessTable.Wanted(Set.of(), mark -> false, List.of(place))))
                    .contains(younger.toHandle())
                    .doesNotContain(older);
        } finally {
            younger.destroyForcibly().waitFor();
        }
    }

    /** Of those that have led to this one, the next that is older by more than the clock of processes can tell apart. */
    private static ProcessHandle anOlderOne() {
        Instant now = ProcessHandle.current().info().startInstant().orElseThrow();
        return Stream.iterate(
                        ProcessHandle.current().parent(),
                        Optional::isPresent,
                        one -> one.flatMap(ProcessHandle::parent))
                .flatMap(Optional::stream)
                .filter(one -> one.info().startInstant().orElse(now).isBefore(now.minusMillis(100)))
                .findFirst()
                .orElseThrow();
    }
}
