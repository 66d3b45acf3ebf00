package io.github.batchbench.live;

import io.github.batchbench.api.BatchWorkflow;
import io.github.batchbench.api.TaskCommand;
import io.github.batchbench.api.TaskOutcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Questions that tasks answer, all on one node. What a task has to tell it writes to its stderr before it fails. */
final class NodeProbes {
    /** The exit code of a task that has told what it was asked. */
    private static final int TOLD = 9;

    private static final Map<String, String> COMMANDS = commands();

    private NodeProbes() {}

    private static Map<String, String> commands() {
        Map<String, String> commands = new LinkedHashMap<>();
        commands.put("a task that exits with 3", "exit 3");
        commands.put("a task that ends itself with SIGKILL", "kill -9 $$");
        commands.put("a task that exceeds its limit of 2 s", "exec sleep 600");
        commands.put("a command that is not there", "exec no-such-program");
        commands.put("working directory", tell("${PWD#$AZ_BATCH_NODE_ROOT_DIR}"));
        commands.put("task directory", tell("${AZ_BATCH_TASK_DIR#$AZ_BATCH_NODE_ROOT_DIR}"));
        commands.put("shared directory", tell("${AZ_BATCH_NODE_SHARED_DIR#$AZ_BATCH_NODE_ROOT_DIR}"));
        commands.put("mode of a resource file", "stat -c %a input* >&2; exit 9");
        commands.put("names of the settings", "env | grep -o ^AZ_BATCH_[A-Z_]* | sort | xargs >&2; exit 9");
        commands.put("HOME is set", tell("${HOME:+yes}"));
        commands.put("files beside the working directory", "ls .. | xargs >&2; exit 9");
        commands.put("may write to the shared directory", "touch $AZ_BATCH_NODE_SHARED_DIR/x && echo yes >&2; exit 9");
        commands.put("limit of open files is set", tell("$(test $(ulimit -n) -ge 1024 && echo yes)"));
        return commands;
    }

    private static String tell(String text) {
        return "echo \"" + text + "\" >&2; exit 9";
    }

    /** The answers by question. Ids of jobs and tasks in them are replaced, since they differ from run to run. */
    static Map<String, String> answers(BatchWorkflow workflow) {
        Map<String, String> questions = new LinkedHashMap<>();
        COMMANDS.keySet().forEach(title -> {
            String input = "input-" + questions.size();
            questions.put(input, title);
            workflow.input(input, "x");
        });
        var result = workflow.slotsPerNode(2)
                .taskTimeout(Duration.ofSeconds(2))
                .task(input -> TaskCommand.shell(COMMANDS.getOrDefault(questions.get(input.name()), "true")))
                .run();
        Map<String, String> answers = new LinkedHashMap<>();
        for (TaskOutcome task : result.tasks()) {
            answers.put(
                    String.valueOf(questions.get(task.input())),
                    answer(task).replace(result.jobId(), "JOB").replace(task.taskId(), "TASK"));
        }
        return answers;
    }

    private static String answer(TaskOutcome task) {
        Integer code = task.report().exitCode();
        return code != null && code == TOLD
                ? task.stderr()
                : "exit code " + code + ", " + task.report().failure() + " " + task.stderr();
    }
}
