package io.github.batchbench.fake.protocol.batch;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.auth.BatchSharedKeyCredentials;
import com.microsoft.azure.batch.protocol.BatchServiceClient;
import com.microsoft.azure.batch.protocol.models.CertificateAddParameter;
import com.microsoft.azure.batch.protocol.models.CertificateFormat;
import com.microsoft.azure.batch.protocol.models.ComputeNode;
import com.microsoft.azure.batch.protocol.models.ComputeNodeUser;
import com.microsoft.azure.batch.protocol.models.DisableJobOption;
import com.microsoft.azure.batch.protocol.models.JobAddParameter;
import com.microsoft.azure.batch.protocol.models.JobScheduleAddParameter;
import com.microsoft.azure.batch.protocol.models.JobSpecification;
import com.microsoft.azure.batch.protocol.models.PoolAddParameter;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.Schedule;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import io.github.batchbench.Ubuntu;
import io.github.batchbench.api.FakeAzure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.joda.time.Period;

/** An account in which there is something in every state, and time stands still. */
final class EveryState implements AutoCloseable {
    /** An id that nothing has. */
    static final String NONE = "nosuch";

    /** An ETag that nothing has. */
    static final String OLD = "0x1";

    private final FakeAzure azure;
    final BatchServiceClient client;
    final String node;
    final String rebooting;
    final String thumbprint;

    EveryState() throws Exception {
        azure = FakeAzure.start();
        azure.clock().virtual();
        client = BatchClient.open(new BatchSharedKeyCredentials(
                        azure.batchEndpoint().toString(), azure.batchAccount(), azure.batchKey()))
                .protocolLayer();
        client.pools().add(pool("pool").withTargetDedicatedNodes(2));
        client.pools().add(pool("empty").withTargetDedicatedNodes(0));
        client.pools().add(pool("auto").withEnableAutoScale(true).withAutoScaleFormula("$TargetDedicatedNodes=0"));
        for (String id : List.of("job", "disabled", "completed", "terminating", "deleting")) {
            client.jobs().add(job(id, "pool"));
        }
        client.jobs().add(job("waiting", "empty"));
        client.tasks().add("job", task("done"));
        client.tasks().add("waiting", task("active"));
        for (String id : List.of("schedule", "off", "over", "dying")) {
            client.jobSchedules().add(schedule(id));
        }
        TestCertificate certificate = TestCertificate.read();
        thumbprint = certificate.thumbprint();
        client.certificates().add(certificate(certificate));
        pass();
        client.jobs().disable("disabled", DisableJobOption.REQUEUE);
        client.jobs().terminate("completed");
        client.jobSchedules().disable("off");
        client.jobSchedules().terminate("over");
        pass();
        List<ComputeNode> nodes = client.computeNodes().list("pool");
        node = nodes.get(0).id();
        rebooting = nodes.get(1).id();
        client.computeNodes().addUser("pool", node, user());
        // From here on time stands still.
        client.computeNodes().reboot("pool", rebooting);
        client.pools().add(pool("resizing").withTargetDedicatedNodes(1));
        client.pools().add(pool("deleting"));
        client.pools().delete("deleting");
        client.jobs().terminate("terminating");
        client.jobs().delete("deleting");
        client.jobSchedules().delete("dying");
    }

    @Override
    public void close() {
        azure.close();
    }

    private void pass() throws InterruptedException {
        azure.clock().pass(Duration.ofMinutes(2));
    }

    static PoolAddParameter pool(String id) {
        return new PoolAddParameter()
                .withId(id)
                .withVmSize("standard_d2s_v3")
                .withVirtualMachineConfiguration(Ubuntu.machine());
    }

    static JobAddParameter job(String id, String pool) {
        return new JobAddParameter().withId(id).withPoolInfo(new PoolInformation().withPoolId(pool));
    }

    static JobScheduleAddParameter schedule(String id) {
        return new JobScheduleAddParameter().withId(id).withSchedule(hourly()).withJobSpecification(specification());
    }

    static Schedule hourly() {
        return new Schedule().withRecurrenceInterval(Period.hours(1));
    }

    static JobSpecification specification() {
        return new JobSpecification().withPoolInfo(new PoolInformation().withPoolId("empty"));
    }

    static TaskAddParameter task(String id) {
        return new TaskAddParameter().withId(id).withCommandLine("true");
    }

    static ComputeNodeUser user() {
        return new ComputeNodeUser().withName("user").withPassword("pass");
    }

    static CertificateAddParameter certificate(TestCertificate certificate) throws IOException {
        return new CertificateAddParameter()
                .withThumbprint(certificate.thumbprint())
                .withThumbprintAlgorithm("sha1")
                .withData(certificate.base64())
                .withCertificateFormat(CertificateFormat.CER);
    }
}
