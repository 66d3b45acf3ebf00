package io.github.batchbench.fake.node.processes;

import io.github.batchbench.fake.node.files.AgentFolder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A small process that outlives this JVM by a moment: it reads from a pipe that only this JVM holds, and when the pipe
 * closes without a word it kills whatever the agent has started and removes the agent's folder. So nothing is left
 * behind even by {@code kill -9}. It is started with the first task.
 */
public final class Watchdog implements AutoCloseable {
    private static final String RUNS = "runs";
    private static final String SCRIPT = """
            trap '' HUP INT TERM
            while read -r word; do [ "$word" = done ] && exit 0; done
            for run in "$1"/runs/*; do kill -s KILL -- "-${run##*/}" "${run##*/}"; done
            round=0
            empty=0
            while [ "$empty" -lt 3 ] && [ "$round" -lt 200 ]; do
                marked=$(grep -lsF "$2" /proc/[0-9]*/environ)
                # Those without an environment, by where they are and what they write to.
                marked="$marked $(ls -ld /proc/[0-9]*/cwd /proc/[0-9]*/fd/[12] 2>/dev/null | grep -F -e "-> $1/" -e "-> $4/" |
                    sed -e 's|.* /proc/\\([0-9]*\\)/.*|\\1|')"
                marked=$(echo $marked)
                # One that becomes another program at this moment shows no environment.
                [ -n "$marked" ] && empty=0 || { empty=$((empty + 1)); sleep 0.1; }
                for process in $marked; do process=${process#/proc/}; kill -s KILL "${process%%/*}"; done
                round=$((round + 1))
            done
            [ ! -f "$1/remove-containers" ] || sh "$1/remove-containers"
            for attempt in 1 2 3 4 5; do
                chmod -R u+rwx "$1"
                rm -rf "$1"
                [ -e "$1" ] || { rm -f "$3"; exit 0; }
                sleep 0.2
            done
            """;

    private final AgentFolder folder;
    private final String mark;
    private @Nullable Process process;
    private boolean closed;

    /** One that is not started yet, and removes this folder. */
    public Watchdog(AgentFolder folder) {
        this.folder = folder;
        this.mark = ProcessTree.MARK + "=" + folder.name() + "/";
    }

    /** Notes a process group to be killed; starts the watchdog if it is not there. */
    public void watch(long group) throws IOException {
        start();
        folder.note(RUNS, Long.toString(group));
    }

    /** Starts the watchdog if it is not there. */
    public synchronized void start() throws IOException {
        if (process != null || closed) {
            return;
        }
        List<String> command = new ArrayList<>(ProcessTree.ownSession());
        command.addAll(List.of("/bin/sh", "-c", SCRIPT, "batchbench-watchdog"));
        command.addAll(List.of(
                folder.path().toString(),
                mark,
                AgentFolder.lockOf(folder.path()).toString(),
                folder.trees().toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(new File("/"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().put("PATH", CommandLine.SYSTEM_PATH);
        process = OwnProcesses.start(builder);
    }

    /** Forgets a group whose leader has ended; what it left running is still found by its mark. */
    public void forget(long group) {
        try {
            folder.forget(RUNS, Long.toString(group));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Dismisses it; whoever closes has killed everything. */
    @Override
    public synchronized void close() {
        closed = true;
        if (process == null) {
            return;
        }
        try (var pipe = process.getOutputStream()) {
            pipe.write("done\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // It has been killed by somebody else, and has nothing to do any more.
            return;
        }
    }
}
