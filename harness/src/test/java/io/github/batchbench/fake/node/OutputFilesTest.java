package io.github.batchbench.fake.node;

import static io.github.batchbench.fake.node.TestNode.failure;
import static io.github.batchbench.fake.node.TestNode.shell;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.agent.Outcome.Stage;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.FailureInfo.Detail;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputFilesTest {
    private static final String FILES =
            "mkdir -p sub/deep .hid; touch a.txt b.txt abc.log .a.gif b.gif \"abc*\" sub/c.txt "
                    + "sub/deep/d.txt .hid/e.txt sub/.f.txt";

    private final TinyStorage storage = new TinyStorage();
    private final TestNode node = new TestNode();

    OutputFilesTest() throws IOException {}

    @AfterEach
    void close() {
        node.close();
        storage.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*.txt | | a.txt b.txt",
                "**/*.txt | | a.txt b.txt sub/c.txt sub/deep/d.txt",
                "**/*.txt | out | out/a.txt out/b.txt out/sub/c.txt out/sub/deep/d.txt",
                "sub/**/*.txt | out/ | out/c.txt out/deep/d.txt",
                "sub/** | | c.txt deep/d.txt",
                "?.txt | | a.txt b.txt",
                "[a-c]*.log | | abc.log",
                "[!a].txt | | b.txt",
                "[ab].gif | | b.gif",
                "*.gif | | b.gif",
                ".*.gif | | .a.gif",
                "abc[*] | x | x/abc*",
                "a.txt | | a.txt",
                "sub/deep/d.txt | | d.txt",
                "a.txt | other/name | other/name",
                "../std*.txt | logs | logs/stderr.txt logs/stdout.txt",
                "$AZ_BATCH_TASK_DIR/std*.txt | logs | logs/stderr.txt logs/stdout.txt",
                "${AZ_BATCH_TASK_WORKING_DIR}/?.txt | | a.txt b.txt",
                "*/c.txt | | sub/c.txt",
                "none*.txt | | ''",
                "none.txt | | ''",
                "[z-a]* | | ''",
                "[ | | ''",
            })
    void thePatternSaysWhichFilesAndThePathWhereTo(String pattern, String path, String blobs) {
        assertThat(node.run(shell(FILES).with("outputFiles", List.of(file(pattern, path)))))
                .isEqualTo(Outcome.exited(0));
        assertThat(String.join(" ", new TreeSet<>(storage.blobs.keySet()))).isEqualTo(blobs);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "/etc/pass*",
                "../../../../../../../../../../../../etc/passwd",
                "leak",
                "le*",
                "out/passwd",
                "out/pass*",
                "**/passwd",
                "a\0b",
                "\uff0e\uff0e/\uff0e\uff0e/etc/passwd",
            })
    void whatIsNotOnTheNodeIsNotUploaded(String pattern) {
        Document spec = shell("ln -s /etc/passwd leak; ln -s /etc out").with("outputFiles", List.of(file(pattern, "")));
        assertThat(node.run(spec).exitCode()).isEqualTo(0);
        assertThat(storage.blobs).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "$AZ_BATCH_NODE_SHARED_DIR/*.txt, shared.txt",
        "../../other/wd/*.txt, ''",
        "$AZ_BATCH_NODE_ROOT_DIR/workitems/job/job-1/other/wd/secret.txt, ''",
        "$AZ_BATCH_NODE_ROOT_DIR/**/*.txt, ''",
        "link/*, ''",
        "secret, ''",
    })
    void whatOtherTasksWroteIsUploadedOnlyFromTheFoldersThatAllShare(String pattern, String blobs) {
        String script = "mkdir -p ../../other/wd; echo x > ../../other/wd/secret.txt; ln -s ../../other/wd link; "
                + "ln -s ../../other/wd/secret.txt secret; echo x > $AZ_BATCH_NODE_SHARED_DIR/shared.txt";
        node.run(shell(script).with("outputFiles", List.of(file(pattern, ""))));
        assertThat(String.join(" ", storage.blobs.keySet())).isEqualTo(blobs);
    }

    @ParameterizedTest
    @CsvSource({
        "tasksuccess, 0, true",
        "tasksuccess, 1, false",
        "taskfailure, 0, false",
        "taskfailure, 1, true",
        "taskcompletion, 0, true",
        "TaskCompletion, 1, true"
    })
    void theConditionDecides(String condition, int exitCode, boolean uploaded) {
        Document file = file("../stdout.txt", "out").with("uploadOptions", Document.of("uploadCondition", condition));
        assertThat(node.run(shell("echo x; exit " + exitCode).with("outputFiles", List.of(file))))
                .isEqualTo(Outcome.exited(exitCode));
        assertThat(storage.blobs.containsKey("out")).isEqualTo(uploaded);
    }

    @Test
    void contentAndHeadersArriveAndTheUploadIsLogged() {
        Document header = Document.of("name", "x-ms-blob-content-type").with("value", "text/tab-separated-values");
        Document file = destination(storage.container("?sig=good").toString(), "*.tsv", "r")
                .mapObject(
                        "destination", to -> to.mapObject("container", c -> c.with("uploadHeaders", List.of(header))));
        node.run(shell("echo line > one.tsv").with("outputFiles", List.of(file)));
        assertThat(storage.text("r/one.tsv")).isEqualTo("line\n");
        assertThat(storage.headers.get("r/one.tsv"))
                .containsEntry("X-ms-blob-type", List.of("BlockBlob"))
                .containsEntry("X-ms-blob-content-type", List.of("text/tab-separated-values"));
        assertThat(node.text("fileuploadout.txt")).contains("one.tsv -> r/one.tsv (5 bytes)");
        assertThat(node.text("fileuploaderr.txt")).isEmpty();
    }

    @Test
    void aMissingContainerIsReportedAsRecorded() {
        String url = storage.container("?sig=good").toString().replace("box", "gone");
        Outcome outcome = node.run(
                shell("exit 0").with("outputFiles", List.of(destination(url, "$AZ_BATCH_TASK_DIR/stdout.txt", ""))));
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.stage()).isEqualTo(Stage.FILE_UPLOAD);
        assertThat(outcome.failure()).satisfies(failure -> {
            assertThat(failure.code()).isEqualTo("FileUploadContainerNotFound");
            assertThat(failure.message())
                    .isEqualTo("One of the specified Azure container(s) was not found while attempting to upload an"
                            + " output file");
            assertThat(failure.details())
                    .containsExactly(
                            new Detail("FilePath", node.root() + "/" + TestNode.TASK + "/stdout.txt"),
                            new Detail("FilePattern", "$AZ_BATCH_TASK_DIR/stdout.txt"),
                            new Detail("FileDestination", url.replace("good", "REDACTED")));
        });
        assertThat(node.text("fileuploaderr.txt"))
                .contains("FileUploadContainerNotFound")
                .doesNotContain("sig=good");
    }

    @ParameterizedTest
    @CsvSource({"403, FileUploadAccessDenied", "404, FileUploadContainerNotFound", "409, FileUploadMiscError"})
    void theAnswerOfTheStorageGivesTheCode(int status, String code) {
        storage.refusals.add(status);
        Outcome outcome = node.run(shell("exit 3").with("outputFiles", List.of(file("../stdout.txt", ""))));
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(failure(outcome).code()).isEqualTo(code);
    }

    @Test
    void onePatternThatFailsDoesNotKeepTheOthersFromGoing() {
        String bad = storage.container("?sig=bad").toString();
        Outcome outcome = node.run(
                shell("echo x > a; echo y > b").with("outputFiles", List.of(destination(bad, "a", ""), file("b", ""))));
        assertThat(failure(outcome).code()).isEqualTo("FileUploadAccessDenied");
        assertThat(storage.text("b")).isEqualTo("y\n");
    }

    private Document file(String pattern, String path) {
        return destination(storage.container("?sig=good").toString(), pattern, path == null ? "" : path);
    }

    private static Document destination(String url, String pattern, String path) {
        Document container = Document.of(Map.of("containerUrl", url, "path", path));
        return Document.of("filePattern", pattern).with("destination", Document.of("container", container));
    }
}
