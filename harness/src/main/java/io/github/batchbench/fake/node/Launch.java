package io.github.batchbench.fake.node;

import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.model.FailureInfo.Detail;
import io.github.batchbench.fake.node.containers.ContainerCommand;
import io.github.batchbench.fake.node.failure.NodeFailure;
import io.github.batchbench.fake.node.failure.NodeFailureException;
import io.github.batchbench.fake.node.files.NewFile;
import io.github.batchbench.fake.node.files.TaskFiles;
import io.github.batchbench.fake.node.processes.CommandLine;
import io.github.batchbench.fake.node.processes.ProcessTree;
import io.github.batchbench.fake.node.processes.ResidentShells;
import io.github.batchbench.fake.node.processes.Watchdog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a command line becomes a process. */
final class Launch {
    private final String commandLine;
    private final TaskFiles files;
    private final Path directory;
    private final Map<String, String> environment;
    private final @Nullable ContainerCommand container;

    /**
     * A command line to be run.
     *
     * @param directory the task's folder, relative to the node's root
     * @param container what it runs in; null if it is the node itself
     */
    Launch(
            String commandLine,
            TaskFiles files,
            Path directory,
            Map<String, String> environment,
            @Nullable ContainerCommand container) {
        this.files = files;
        this.container = container;
        this.commandLine = commandLine;
        this.directory = directory;
        this.environment = environment;
    }

    /** Whether a failure is the command's, and not one of what comes before it. */
    static boolean isAbout(FailureInfo info) {
        return List.of("CommandProgramNotFound", "CommandLaunchFailed").contains(info.code());
    }

    /** @param shells those of the agent, to start it from */
    ProcessTree start(String mark, Watchdog watchdog, ResidentShells shells) throws NodeFailureException {
        List<String> words = words();
        Map<String, String> variables = container == null ? environment : container.environment();
        // Both are new whatever lies there, and opened where no task can lay anything in the way.
        try (NewFile out = files.create();
                NewFile err = files.create()) {
            watchdog.start();
            out.placeAndKeep(directory.resolve("stdout.txt"));
            err.placeAndKeep(directory.resolve("stderr.txt"));
            return watched(
                    watchdog,
                    ProcessTree.start(shells, words, workingDirectory(), variables, mark, out.path(), err.path()));
        } catch (IOException | IllegalArgumentException e) {
            throw failed(NodeFailure.COMMAND_LAUNCH_FAILED.orFullDisk(e), String.valueOf(e.getMessage()));
        }
    }

    /** What nobody could end when this JVM is killed does not stay. */
    private static ProcessTree watched(Watchdog watchdog, ProcessTree tree) throws IOException {
        try {
            watchdog.watch(tree.pid());
            return tree;
        } catch (IOException e) {
            ProcessTree.kill(List.of(tree));
            throw e;
        }
    }

    private Path workingDirectory() {
        return files.root().resolve(directory).resolve("wd");
    }

    private List<String> words() throws NodeFailureException {
        List<String> words;
        try {
            if (container != null) {
                // The image has a command of its own.
                return container.words(commandLine.isBlank() ? List.of() : CommandLine.split(commandLine));
            }
            words = new ArrayList<>(CommandLine.split(commandLine));
        } catch (IOException e) {
            throw failed(NodeFailure.COMMAND_LAUNCH_FAILED.orFullDisk(e), String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw failed(String.valueOf(e.getMessage()));
        }
        String searchPath = environment.getOrDefault("PATH", "");
        Path program = CommandLine.program(words.get(0), workingDirectory(), searchPath)
                .orElseThrow(this::notFound);
        if (!Files.isExecutable(program)) {
            throw failed("Permission denied");
        }
        if (words.get(0).indexOf('/') < 0) {
            words.set(0, program.toString());
        }
        return words;
    }

    /** Code, message and details are those of a recorded answer. */
    private NodeFailureException notFound() {
        return NodeFailure.COMMAND_PROGRAM_NOT_FOUND.because(
                new Detail("CommandLine", commandLine),
                new Detail("Message", "The system cannot find the file specified."));
    }

    private NodeFailureException failed(String why) {
        return failed(NodeFailure.COMMAND_LAUNCH_FAILED, why);
    }

    private NodeFailureException failed(NodeFailure failure, String why) {
        return failure.because(new Detail("CommandLine", commandLine), new Detail("Message", why));
    }
}
