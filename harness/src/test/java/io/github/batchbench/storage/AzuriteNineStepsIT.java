package io.github.batchbench.storage;

import static io.github.batchbench.assertj.BatchAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobServiceClient;
import io.github.batchbench.api.BatchWorkflow;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.NodeTask;
import io.github.batchbench.api.OfflineAccount;
import io.github.batchbench.api.TaskCommand;
import io.github.batchbench.api.WorkflowResult;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.BlobClients;
import io.github.batchbench.fixtures.Corpus;
import io.github.batchbench.fixtures.TutorialText;
import io.github.batchbench.transfer.Manifest;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The nine steps with pool, job and tasks on the fake and all blobs on Azurite: {@code mvn -Pazurite verify}. */
@Tag("azurite")
class AzuriteNineStepsIT {
    private static Azurite azurite;
    private static FakeAzure azure;
    private static AzureAccount account;

    @BeforeAll
    static void start() {
        azurite = new Azurite();
        azure = FakeAzure.start();
        StorageBackend blobs = azurite.backend();
        account = new AzureAccount(
                azure.batchEndpoint(),
                azure.batchAccount(),
                azure.batchKey(),
                URI.create(blobs.endpoint()),
                blobs.account(),
                blobs.key());
    }

    @AfterAll
    static void stop() {
        azure.close();
        azurite.close();
    }

    private static BatchWorkflow workflow() {
        return BatchWorkflow.on(account, OfflineAccount.pause(azure));
    }

    @Test
    void theTutorialsTextsAreCounted(@TempDir Path folder) {
        WorkflowResult result = workflow().outputFolder(folder).run();

        assertThat(result).allTasksSucceeded().leftNothingBehind();
        for (TutorialText text : Corpus.tutorial()) {
            assertThat(folder.resolve(NodeTask.outputName(text.name())))
                    .content()
                    .startsWith("Word\tCount");
        }
        assertThat(folder.resolve(Manifest.FILE)).exists();
        assertThat(service().listBlobContainers()).isEmpty();
        assertThat(azure.storage().containers().list("", "", 10).items()).isEmpty();
    }

    @Test
    void aProgramOfOnesOwnReadsItsInputFromThere() {
        WorkflowResult result = workflow()
                .input("it's odd & ünï.txt", "content")
                .task(input -> TaskCommand.shell("cat " + input.word() + " >&2; exit 3"))
                .run();

        assertThat(result).hasFailedTasks(1).leftNothingBehind();
        assertThat(result.failedTasks().get(0).describe()).contains("content");
    }

    private static BlobServiceClient service() {
        return BlobClients.open(account);
    }
}
