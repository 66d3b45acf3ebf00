package io.github.batchbench.concurrency;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.CloudTask;
import com.microsoft.azure.batch.protocol.models.JobAddParameter;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** Tasks of one job: added, deleted, read, listed and counted. The state: each task's command line by its id. */
final class TasksScene implements Scene<Map<String, String>> {
    private final BatchClient client;
    private final String job;

    TasksScene(BatchClient client, String job) throws Exception {
        this.client = client;
        this.job = job;
        client.jobOperations()
                .createJob(new JobAddParameter().withId(job).withPoolInfo(new PoolInformation().withPoolId("none")));
    }

    @Override
    public void request(History history, int number, Random random) throws Exception {
        String task = "t" + random.nextInt(3);
        switch (random.nextInt(7)) {
            case 0, 1 -> {
                String command = "echo " + random.nextInt(1_000_000);
                history.call(number, "add", task + "=" + command, () -> {
                    client.taskOperations()
                            .createTask(job, new TaskAddParameter().withId(task).withCommandLine(command));
                    return "added";
                });
            }
            case 2, 3 ->
                history.call(number, "delete", task, () -> {
                    client.taskOperations().deleteTask(job, task);
                    return "deleted";
                });
            case 4 ->
                history.call(
                        number,
                        "get",
                        task,
                        () -> client.taskOperations().getTask(job, task).commandLine());
            case 5 ->
                history.call(number, "list", "", () -> {
                    Map<String, String> tasks = new TreeMap<>();
                    for (CloudTask one : client.taskOperations().listTasks(job)) {
                        tasks.put(one.id(), one.commandLine());
                    }
                    return tasks.toString();
                });
            default ->
                history.call(
                        number,
                        "count",
                        "",
                        () -> Integer.toString(
                                client.jobOperations().getTaskCounts(job).active()));
        }
    }

    @Override
    public Map<String, String> start() {
        return Map.of();
    }

    @Override
    public Optional<Map<String, String>> after(Map<String, String> before, Call call) {
        String[] argument = call.argument().split("=", 2);
        String task = argument[0];
        Map<String, String> after = new TreeMap<>(before);
        String result = switch (call.verb()) {
            case "add" -> after.putIfAbsent(task, argument[1]) == null ? "added" : "TaskExists";
            case "delete" -> after.remove(task) == null ? "TaskNotFound" : "deleted";
            case "get" -> before.getOrDefault(task, "TaskNotFound");
            case "list" -> after.toString();
            default -> Integer.toString(before.size());
        };
        return result.equals(call.result()) ? Optional.of(after) : Optional.empty();
    }
}
