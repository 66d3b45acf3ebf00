package io.github.batchbench.fake.node;

import static io.github.batchbench.fake.node.TestNode.failure;
import static io.github.batchbench.fake.node.TestNode.shell;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.agent.Outcome.Stage;
import io.github.batchbench.fake.model.Document;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceFilesTest {
    private final TinyStorage storage = new TinyStorage();
    private final TestNode node = new TestNode(name -> Optional.of(storage.container("?sig=good&auto=" + name)));

    ResourceFilesTest() throws IOException {}

    @AfterEach
    void close() {
        node.close();
        storage.close();
    }

    @Test
    void aBlobIsThereBeforeTheCommandRuns() {
        storage.put("in put.txt", "hello");
        assertThat(run("cat sub/in.txt; stat -c %a sub/in.txt", file(storage.blob("in%20put.txt"), "sub/in.txt")))
                .isEqualTo(Outcome.exited(0));
        assertThat(node.stdout()).isEqualTo("hello770\n");
    }

    @ParameterizedTest
    @CsvSource({"0755, 755", "0400, 400", "0644, 644"})
    void theFileModeIsAsAsked(String mode, String shown) {
        storage.put("a", "x");
        run("stat -c %a a", file(storage.blob("a"), "a").with("fileMode", mode));
        assertThat(node.stdout()).isEqualTo(shown + "\n");
    }

    @Test
    void aContainerComesWholeWithItsFoldersPageByPage() {
        List.of("a.txt", "in/b & c.txt", "in/deep/ü+%.txt", "in/deep/d.txt", "z/")
                .forEach(name -> storage.put(name, name));
        Document all = Document.of(
                Map.of("storageContainerUrl", storage.container("?sig=good").toString(), "filePath", "box"));
        run("cd box; find . | sort; cat in/deep/*", all);
        assertThat(node.stdout().lines())
                .containsExactly(
                        ".",
                        "./a.txt",
                        "./in",
                        "./in/b & c.txt",
                        "./in/deep",
                        "./in/deep/d.txt",
                        "./in/deep/ü+%.txt",
                        "./z",
                        "in/deep/d.txtin/deep/ü+%.txt");
    }

    @Test
    void aPrefixChoosesAndMayEndWithinAName() {
        List.of("a.txt", "ab.txt", "b.txt").forEach(name -> storage.put(name, name));
        Document some = Document.of("autoStorageContainerName", "x").with("blobPrefix", "a");
        run("ls", some);
        assertThat(node.stdout()).isEqualTo("a.txt\nab.txt\n");
    }

    @Test
    void aMissingBlobIsTheUsersFaultAndTheCommandDoesNotRun() {
        Outcome outcome = run("echo ran", file(storage.blob("none"), "a"));
        assertFailure(outcome, "BlobNotFound");
        assertThat(outcome.exitCode()).isNull();
        assertThat(failure(outcome).details())
                .extracting(detail -> detail.name())
                .containsExactly("BlobSource", "FilePath", "Message");
        assertThat(failure(outcome).toString()).doesNotContain("sig=");
    }

    @Test
    void aBadSignatureIsAccessDenied() {
        storage.put("a", "x");
        String url = storage.blob("a").replace("good", "bad");
        assertFailure(run("true", file(url, "a")), "BlobAccessDenied");
    }

    @Test
    void whatPassesIsTriedAgain() {
        storage.put("a", "fine");
        storage.refusals.addAll(List.of(503, 500, 429));
        assertThat(run("cat a", file(storage.blob("a"), "a"))).isEqualTo(Outcome.exited(0));
        assertThat(node.stdout()).isEqualTo("fine");
    }

    @Test
    void whatDoesNotPassIsAMiscellaneousError() {
        storage.refusals.addAll(List.of(500, 500, 500, 500));
        assertFailure(run("true", file(storage.blob("a"), "a")), "BlobDownloadMiscError");
    }

    @Test
    void aTransferThatIsCutIsRepeatedAndLeavesNoHalfFile() {
        storage.put("a", "0123456789".repeat(1000));
        storage.cutNextAfter(77);
        run("wc -c < a; ls -A", file(storage.blob("a"), "a"));
        assertThat(node.stdout()).isEqualTo("10000\na\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/../../x", "/tmp/x", "..", "", "a/\0/b"})
    void aFileCannotLeaveTheWorkingDirectory(String path) throws IOException {
        storage.put("a", "x");
        assertFailure(run("true", file(storage.blob("a"), path)), "ResourceFileCreateFailed");
        assertThat(node.files().entry(TestNode.TASK + "/x")).isEmpty();
    }

    /** Neither separators nor dots on this machine. */
    @ParameterizedTest
    @ValueSource(strings = {"..\\..\\x", "\uff0e\uff0e/x", "\u2025/x", "a\uff0f..\uff0fx", "%2e%2e/x", "C:\\x", "~/x"})
    void whatOnlyLooksLikeAWayOutIsAName(String path) throws IOException {
        storage.put("a", "x");
        assertThat(run("true", file(storage.blob("a"), path))).isEqualTo(Outcome.exited(0));
        assertThat(node.files().entry(TestNode.TASK + "/wd/" + path)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:99999/a", "file:///etc/passwd", "http:///a", "mailto:a@b"})
    void whatIsNoAddressIsAMiscellaneousError(String url) {
        assertFailure(run("true", file(url, "a")), "BlobDownloadMiscError");
    }

    @Test
    void aNameThatNoFileCanHaveFailsTheTask() {
        storage.put("a", "x");
        assertThat(run("true", file(storage.blob("a"), "n".repeat(4096))).failure())
                .isNotNull();
    }

    @Test
    void aBlobWithAnEvilNameCannotEither() {
        storage.put("../../evil", "x");
        Document all = Document.of(
                "storageContainerUrl", storage.container("?sig=good").toString());
        assertFailure(run("true", all), "ResourceFileCreateFailed");
    }

    @Test
    void aLinkThatATaskHasLaidIsNotFollowedOut() throws IOException {
        node.run(shell("ln -s $AZ_BATCH_NODE_SHARED_DIR out"));
        storage.put("a", "x");
        assertFailure(run("true", file(storage.blob("a"), "out/a")), "ResourceFileCreateFailed");
        assertFailure(run("true", file(storage.blob("a"), "out/new/folder/a")), "ResourceFileCreateFailed");
        assertThat(node.files().list("shared", true)).isEmpty();
    }

    @Test
    void aTransferThatStandsStillTimesOut() {
        storage.stalls = true;
        assertFailure(run("true", file(storage.blob("a"), "a")), "BlobDownloadTimedOut");
    }

    @Test
    void aRunThatIsEndedWhileItFetchesHasNotRun() {
        storage.stalls = true;
        TestNode.Task task = node.start(shell("true").with("resourceFiles", List.of(file(storage.blob("a"), "a"))));
        task.execution().end();
        assertFailure(task.outcome(), "TaskEnded");
    }

    @Test
    void managedIdentitiesAreRefusedByName() {
        Document file = file(storage.blob("a"), "a").with("identityReference", Document.of("resourceId", "/x"));
        assertThat(failure(run("true", file)).message()).startsWith("resourceFiles.identityReference");
    }

    private static void assertFailure(Outcome outcome, String code) {
        assertThat(outcome.stage()).isEqualTo(Stage.PRE_PROCESSING);
        assertThat(failure(outcome).code()).isEqualTo(code);
    }

    private Outcome run(String script, Document... files) {
        return node.run(shell(script).with("resourceFiles", List.of(files)));
    }

    private static Document file(String url, String path) {
        return Document.of("httpUrl", url).with("filePath", path);
    }
}
