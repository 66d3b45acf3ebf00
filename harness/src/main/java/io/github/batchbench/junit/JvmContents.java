package io.github.batchbench.junit;

import io.github.batchbench.fake.node.processes.OwnProcesses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What this JVM has beside the fakes that the kit has started: threads, processes, folders of other fakes. */
final class JvmContents {
    private static final String FAKES = "batchbench";
    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    private JvmContents() {}

    /** But for the folders that are ours. */
    static Set<Trace> of(Predicate<Path> ours) {
        Set<Trace> found = new LinkedHashSet<>();
        threads().forEach(found::add);
        processes().forEach(found::add);
        addFolders(ours, found);
        return found;
    }

    private static Stream<Trace> threads() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] all = new Thread[root.activeCount() + 64];
        int count = root.enumerate(all);
        return Arrays.stream(all, 0, count)
                .filter(thread -> thread.isAlive() && !thread.isDaemon() && !isOfAFake(thread) && !isOfJUnit(thread))
                .map(thread -> new Trace(Leftover.THREAD, thread.getName() + " (number " + thread.getId() + ")"));
    }

    private static boolean isOfAFake(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group == null || group.getName().equals(FAKES);
    }

    private static boolean isOfJUnit(Thread thread) {
        return thread.getName().startsWith("junit-") || thread.getName().startsWith("surefire-");
    }

    private static Stream<Trace> processes() {
        return ProcessHandle.current()
                .children()
                .filter(process -> !OwnProcesses.contains(process) && process.isAlive())
                .map(process -> new Trace(
                        Leftover.PROCESS,
                        process.pid() + " (" + process.info().command().orElse("command not known") + ")"));
    }

    private static void addFolders(Predicate<Path> ours, Set<Trace> found) {
        String pattern = FAKES + "-" + ProcessHandle.current().pid() + "-*";
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(TEMPORARY.toRealPath(), pattern)) {
            for (Path folder : folders) {
                if (Files.isDirectory(folder) && !ours.test(folder)) {
                    found.add(new Trace(Leftover.FOLDER, folder.toString()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look into " + TEMPORARY, e);
        }
    }
}
