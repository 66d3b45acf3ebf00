import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.UserDelegationKey;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.BatchErrorException;
import com.microsoft.azure.batch.protocol.models.ImageReference;
import com.microsoft.azure.batch.protocol.models.OutputFile;
import com.microsoft.azure.batch.protocol.models.OutputFileBlobContainerDestination;
import com.microsoft.azure.batch.protocol.models.OutputFileDestination;
import com.microsoft.azure.batch.protocol.models.OutputFileUploadCondition;
import com.microsoft.azure.batch.protocol.models.OutputFileUploadOptions;
import com.microsoft.azure.batch.protocol.models.PoolAddParameter;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.ResourceFile;
import com.microsoft.azure.batch.protocol.models.StartTask;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import com.microsoft.azure.batch.protocol.models.TaskCounts;
import com.microsoft.azure.batch.protocol.models.VirtualMachineConfiguration;
import io.github.batchbench.azure.BatchTokenCredentials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * The nine steps of the Batch tutorial with both SDKs for Java and tokens only: {@code java NineSteps.java OUTPUTS PROGRAM
 * TEXT…}. The endpoints and the identity are those of the environment, as {@code serve --print env} prints them; each text is
 * given as {@code FILE=COMMAND LINE} of its task.
 */
public final class NineSteps {
    private static final int PATIENCE_SECONDS = 120;

    private final BlobServiceClient blobs;
    private final BatchClient batch;
    private final UserDelegationKey key;
    private final OffsetDateTime expiry = OffsetDateTime.now().plusHours(2);

    private NineSteps() {
        var identity = new DefaultAzureCredentialBuilder().build();
        blobs = new BlobServiceClientBuilder()
                .endpoint(System.getenv("AZURE_STORAGE_BLOB_ENDPOINT"))
                .credential(identity)
                .buildClient();
        batch = BatchClient.open(new BatchTokenCredentials(System.getenv("AZURE_BATCH_ENDPOINT"), identity));
        key = blobs.getUserDelegationKey(OffsetDateTime.now(), expiry);
    }

    public static void main(String[] arguments) throws Exception {
        List<String> texts = List.of(arguments).subList(2, arguments.length);
        new NineSteps().run(Path.of(arguments[0]), Path.of(arguments[1]), texts);
        // The SDKs keep threads.
        System.exit(0);
    }

    private void run(Path outputs, Path program, List<String> texts) throws Exception {
        for (String name : List.of("application", "input", "output")) {
            blobs.createBlobContainer(name);
        }
        ResourceFile application = upload("application", program);
        List<TaskAddParameter> tasks = new ArrayList<>();
        for (String text : texts) {
            String[] parts = text.split("=", 2);
            tasks.add(task(upload("input", Path.of(parts[0])), parts[1]));
        }
        batch.poolOperations().createPool(pool(application));
        batch.jobOperations().createJob("count", new PoolInformation().withPoolId("words"));
        batch.taskOperations().createTasks("count", tasks);
        await(texts.size());
        Files.createDirectories(outputs);
        BlobContainerClient output = blobs.getBlobContainerClient("output");
        for (BlobItem blob : output.listBlobs()) {
            output.getBlobClient(blob.getName())
                    .downloadToFile(outputs.resolve(blob.getName()).toString());
        }
        for (String name : List.of("application", "input", "output")) {
            blobs.deleteBlobContainer(name);
        }
        batch.jobOperations().deleteJob("count");
        batch.poolOperations().deletePool("words");
        awaitEnd();
    }

    private ResourceFile upload(String container, Path file) {
        String name = file.getFileName().toString();
        BlobClient blob = blobs.getBlobContainerClient(container).getBlobClient(name);
        blob.uploadFromFile(file.toString());
        String sas = blob.generateUserDelegationSas(
                new BlobServiceSasSignatureValues(expiry, new BlobSasPermission().setReadPermission(true)), key);
        return new ResourceFile().withHttpUrl(blob.getBlobUrl() + "?" + sas).withFilePath(name);
    }

    private static PoolAddParameter pool(ResourceFile application) {
        return new PoolAddParameter()
                .withId("words")
                .withVmSize("STANDARD_D2S_V3")
                .withVirtualMachineConfiguration(new VirtualMachineConfiguration()
                        .withImageReference(new ImageReference()
                                .withPublisher("canonical")
                                .withOffer("0001-com-ubuntu-server-jammy")
                                .withSku("22_04-lts"))
                        .withNodeAgentSKUId("batch.node.ubuntu 22.04"))
                .withTargetDedicatedNodes(1)
                .withStartTask(new StartTask()
                        .withCommandLine("/bin/sh -c 'cp " + application.filePath() + " $AZ_BATCH_NODE_SHARED_DIR'")
                        .withResourceFiles(List.of(application))
                        .withWaitForSuccess(true));
    }

    private TaskAddParameter task(ResourceFile text, String commandLine) {
        BlobContainerClient output = blobs.getBlobContainerClient("output");
        BlobContainerSasPermission permission = new BlobContainerSasPermission()
                .setReadPermission(true)
                .setCreatePermission(true)
                .setWritePermission(true)
                .setListPermission(true);
        String sas = output.generateUserDelegationSas(new BlobServiceSasSignatureValues(expiry, permission), key);
        return new TaskAddParameter()
                .withId(text.filePath().replace(".txt", ""))
                .withCommandLine(commandLine)
                .withResourceFiles(List.of(text))
                .withOutputFiles(List.of(new OutputFile()
                        .withFilePattern("*_OUTPUT.txt")
                        .withDestination(new OutputFileDestination()
                                .withContainer(new OutputFileBlobContainerDestination()
                                        .withContainerUrl(output.getBlobContainerUrl() + "?" + sas)))
                        .withUploadOptions(new OutputFileUploadOptions()
                                .withUploadCondition(OutputFileUploadCondition.TASK_COMPLETION))));
    }

    private void await(int expected) throws Exception {
        for (int tenths = 0; tenths < PATIENCE_SECONDS * 10; tenths++) {
            TaskCounts counts = batch.jobOperations().getTaskCounts("count");
            if (counts.completed() == expected) {
                if (counts.succeeded() != expected) {
                    throw new IllegalStateException(counts.failed() + " tasks have failed");
                }
                return;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("the tasks are not over after " + PATIENCE_SECONDS + " seconds");
    }

    private void awaitEnd() throws Exception {
        for (int tenths = 0; tenths < PATIENCE_SECONDS * 10; tenths++) {
            try {
                batch.poolOperations().getPool("words");
            } catch (BatchErrorException gone) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("the pool is not deleted after " + PATIENCE_SECONDS + " seconds");
    }
}
