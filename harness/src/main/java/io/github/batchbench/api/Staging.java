package io.github.batchbench.api;

import io.github.batchbench.azure.blob.BlobStorage;
import io.github.batchbench.azure.model.Image;
import io.github.batchbench.azure.model.PoolSpec;
import io.github.batchbench.azure.model.TaskSpec;
import io.github.batchbench.transfer.ParallelRun;
import io.github.batchbench.transfer.Transfers;
import io.github.batchbench.transfer.UniqueNames;
import io.github.batchbench.transfer.Upload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts program and inputs where nodes find them, and writes the start task and the tasks that fetch them. */
final class Staging {
    private static final String INSTALL_JAVA = "command -v java >/dev/null"
            + " || { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq openjdk-17-jre-headless; }";

    /** From so many tasks a node it pays to prepare the program: a class-data archive costs what it saves in as many small tasks. */
    private static final int PREPARED_TASKS = 20;

    private final RunSettings settings;
    private final RunNames names;
    private final BlobStorage blobs;
    private final Transfers transfers;
    private final Duration valid;

    Staging(RunSettings settings, RunNames names, BlobStorage blobs, Transfers transfers) {
        this.transfers = transfers;
        this.settings = settings;
        this.names = names;
        this.blobs = blobs;
        this.valid = settings.limits().signatures();
    }

    /** Uploads all; there is a task for each input, in order, and inputs get names of their own. */
    List<StagedTask> upload() throws InterruptedException {
        StagedOutput output = new StagedOutput(blobs.endpoint(), blobs.accountName(), names.outputContainer());
        List<String> unique =
                UniqueNames.of(settings.inputs().stream().map(Input::name).toList());
        List<StagedTask> staged = new ArrayList<>();
        List<Upload> uploads = new ArrayList<>();
        for (int i = 0; i < unique.size(); i++) {
            Input input = settings.inputs().get(i);
            uploads.add(input.upload(unique.get(i)));
            int slots = settings.pool().slotsPerNode();
            StagedInput onNode = new StagedInput(unique.get(i), applicationOnNode(), input.size(), slots, output);
            staged.add(new StagedTask(taskId(i), onNode, settings.task().apply(onNode)));
        }
        var unused = ParallelRun.beside(
                () -> {
                    settings.application().upload(blobs, names.applicationContainer());
                    return true;
                },
                () -> transfers.upload(names.inputContainer(), uploads));
        return staged;
    }

    /** An existing pool's start task does not know our program, so there each task brings it along. */
    private boolean programComesWithTask() {
        return settings.pool().existingId() != null;
    }

    private String applicationOnNode() {
        String name = settings.application().name();
        return programComesWithTask() ? "./" + name : "\"$AZ_BATCH_NODE_SHARED_DIR/" + name + "\"";
    }

    private TaskSpec.Resource application() throws InterruptedException {
        String name = settings.application().name();
        return new TaskSpec.Resource(blobs.readUrl(names.applicationContainer(), name, valid), name);
    }

    PoolSpec pool(String id, Image image, PoolSpec.Nodes nodes, Ownership marks, List<StagedTask> tasks)
            throws InterruptedException {
        RunSettings.Pool request = settings.pool();
        return new PoolSpec(
                id,
                request.vmSize(),
                image,
                nodes,
                request.slotsPerNode(),
                startTask(nodes, tasks),
                request.subnetId(),
                marks.expires(),
                marks.metadata());
    }

    private PoolSpec.StartTask startTask(PoolSpec.Nodes nodes, List<StagedTask> tasks) throws InterruptedException {
        boolean install = settings.pool().installJava();
        String copy = "cp " + settings.application().name() + " \"$AZ_BATCH_NODE_SHARED_DIR\"";
        String script = (install ? INSTALL_JAVA + " && " : "") + copy + preparation(nodes, tasks);
        return new PoolSpec.StartTask(TaskCommand.shell(script).commandLine(), List.of(application()), install);
    }

    private String preparation(PoolSpec.Nodes nodes, List<StagedTask> tasks) {
        String preparation = settings.application().preparation();
        long profiting = tasks.stream().filter(StagedTask::runsTheProgram).count();
        boolean pays = profiting >= (long) PREPARED_TASKS * nodes.total();
        return preparation == null || !pays ? "" : " && { ( " + preparation + " ) || true; }";
    }

    List<TaskSpec> tasks(List<StagedTask> staged) throws InterruptedException {
        String token = blobs.writeToken(names.outputContainer(), valid);
        List<TaskSpec> tasks = new ArrayList<>();
        for (StagedTask task : staged) {
            tasks.add(task(task, token));
        }
        return tasks;
    }

    private TaskSpec task(StagedTask task, String token) throws InterruptedException {
        StagedInput input = task.input();
        TaskCommand command = task.command();
        Map<String, String> environment = new TreeMap<>(settings.environment());
        environment.put(StagedInput.NAME_VARIABLE, input.name());
        environment.put(StagedOutput.TOKEN_VARIABLE, token);
        environment.putAll(command.environment());
        List<TaskSpec.Resource> resources = new ArrayList<>();
        resources.add(new TaskSpec.Resource(blobs.readUrl(names.inputContainer(), input.name(), valid), input.name()));
        if (programComesWithTask()) {
            resources.add(application());
        }
        RunSettings.TaskLimits limits = settings.limits();
        return new TaskSpec(
                task.id(), command.commandLine(), resources, environment, limits.perTask(), limits.retries());
    }

    /** Padded, so that the service's order is the inputs'. */
    private String taskId(int index) {
        int digits = Integer.toString(settings.inputs().size()).length();
        String number = Integer.toString(index + 1);
        return "task-" + "0".repeat(digits - number.length()) + number;
    }
}
