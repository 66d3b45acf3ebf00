package io.github.batchbench.concurrency;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.CloudJob;
import com.microsoft.azure.batch.protocol.models.JobAddParameter;
import com.microsoft.azure.batch.protocol.models.JobPatchOptions;
import com.microsoft.azure.batch.protocol.models.JobPatchParameter;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import java.util.Optional;
import java.util.Random;

/** One job, read and changed on the condition that nobody else has changed it. */
final class JobScene implements Scene<JobScene.Version> {
    /** What a job is to its clients. */
    record Version(String eTag, int priority) {}

    private final BatchClient client;
    private final String job;
    private final Version first;

    JobScene(BatchClient client, String job) throws Exception {
        this.client = client;
        this.job = job;
        client.jobOperations()
                .createJob(new JobAddParameter().withId(job).withPoolInfo(new PoolInformation().withPoolId("none")));
        this.first = read();
    }

    @Override
    public void request(History history, int number, Random random) throws Exception {
        String seen = history.call(number, "get", "", () -> {
            Version version = read();
            return version.eTag() + "=" + version.priority();
        });
        boolean conditional = random.nextInt(4) > 0;
        String eTag = conditional ? seen.split("=", 2)[0] : "";
        int priority = random.nextInt(1000);
        history.call(number, "patch", eTag + "=" + priority, () -> {
            JobPatchOptions options = new JobPatchOptions();
            return client.protocolLayer()
                    .jobs()
                    .patchWithServiceResponseAsync(
                            job,
                            new JobPatchParameter().withPriority(priority),
                            conditional ? options.withIfMatch(eTag) : options)
                    .toBlocking()
                    .single()
                    .headers()
                    .eTag();
        });
    }

    private Version read() throws Exception {
        CloudJob read = client.jobOperations().getJob(job);
        return new Version(read.eTag(), read.priority());
    }

    @Override
    public Version start() {
        return first;
    }

    @Override
    public Optional<Version> after(Version before, Call call) {
        if (call.verb().equals("get")) {
            return Optional.of(before).filter(now -> call.result().equals(now.eTag() + "=" + now.priority()));
        }
        String[] argument = call.argument().split("=", 2);
        boolean holds = argument[0].isEmpty() || argument[0].equals(before.eTag());
        boolean refused = call.result().equals("ConditionNotMet");
        if (holds == refused || call.result().equals(before.eTag())) {
            return Optional.empty();
        }
        return Optional.of(refused ? before : new Version(call.result(), Integer.parseInt(argument[1])));
    }
}
