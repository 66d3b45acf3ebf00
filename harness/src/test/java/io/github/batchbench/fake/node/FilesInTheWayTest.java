package io.github.batchbench.fake.node;

import static io.github.batchbench.fake.node.TestNode.TASK;
import static io.github.batchbench.fake.node.TestNode.command;
import static io.github.batchbench.fake.node.TestNode.failure;
import static io.github.batchbench.fake.node.TestNode.shell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batchbench.fake.agent.NodeFiles;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.model.Document;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a task lays in the way of the node's own files, nothing waits for it and nothing outside is touched. */
@Timeout(60)
class FilesInTheWayTest {
    private final TinyStorage storage = new TinyStorage();
    private final TestNode node = new TestNode();
    private final NodeFiles files = node.files();

    @TempDir
    private Path outside;

    FilesInTheWayTest() throws IOException {}

    @AfterEach
    void close() {
        node.close();
        storage.close();
    }

    @ParameterizedTest
    @CsvSource({
        "stdout.txt, mkfifo",
        "stderr.txt, mkfifo",
        "stdout.txt, mkdir",
        "stdout.txt, ln -s $OUT/kept",
        "stderr.txt, ln $OUT/kept",
        "fileuploadout.txt, mkfifo",
        "fileuploaderr.txt, mkfifo",
        "fileuploadout.txt, ln -s $OUT/kept",
        "fileuploaderr.txt, ln $OUT/kept",
    })
    void aRetryWritesAnewInPlaceOfWhateverLiesThere(String name, String laying) throws IOException {
        Path kept = Files.writeString(outside.resolve("kept"), "kept");
        String lay = "cd ..; rm -f " + name + "; " + laying.replace("$OUT", outside.toString()) + " " + name
                + "; [ -e wd/result ] || echo 1 > wd/result";
        Document outputs = shell(lay).with("outputFiles", List.of(output("result")));
        assertThat(node.run(outputs)).isEqualTo(Outcome.exited(0));
        assertThat(node.run(shell("echo again; echo again >&2").with("outputFiles", List.of(output("result")))))
                .isEqualTo(Outcome.exited(0));
        assertThat(node.stdout()).isEqualTo("again\n");
        assertThat(node.text("stderr.txt")).isEqualTo("again\n");
        assertThat(node.text("fileuploadout.txt")).contains("result");
        assertThat(kept).hasContent("kept");
        assertThat(Files.isRegularFile(node.root().resolve(TASK).resolve(name))).isTrue();
    }

    @Test
    void theStandardOutputIsThereWhileTheTaskRuns() {
        assertThat(node.run(shell("echo one; cat ../stdout.txt > copy; echo two > /dev/stdout; cat copy")))
                .isEqualTo(Outcome.exited(0));
        assertThat(node.stdout()).startsWith("two\n").contains("one");
        assertThat(node.run(shell("ls -1 .."))).isEqualTo(Outcome.exited(0));
        assertThat(node.stdout()).isEqualTo("stderr.txt\nstdout.txt\nwd\n");
        assertThat(node.root().resolve(TASK).resolve("stdout.txt"))
                .satisfies(file ->
                        assertThat(Files.getAttribute(file, "unix:nlink")).isEqualTo(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fifo", "link", "null", "pipes/fifo"})
    void whatIsNoFileDoesNotExistForClients(String name) throws IOException {
        node.run(shell("mkfifo fifo; ln -s fifo link; ln -s /dev/null null; mkdir pipes; mkfifo pipes/fifo"));
        String path = TASK + "/wd/" + name;
        assertThat(files.entry(path)).isEmpty();
        assertThatThrownBy(() -> files.open(path, 0, 1)).isInstanceOf(NoSuchFileException.class);
        assertThat(files.list(TASK + "/wd", true))
                .extracting(NodeFiles.Entry::path)
                .containsExactly(TASK + "/wd/pipes");
        files.delete(TASK + "/wd/fifo", true);
        files.delete(TASK + "/wd/pipes", true);
        assertThat(node.root().resolve(TASK).resolve("wd")).isDirectoryNotContaining("glob:**/{fifo,pipes}");
    }

    /** The moment between the look at a file and its opening is the task's to use. */
    @Test
    void aFileThatIsAFifoEveryOtherMomentIsReadOrIsNotThere() throws IOException {
        TestNode.Task task = node.start(shell("echo content > a; mkfifo b; echo ready > ready; "
                + "while :; do mv a x; mv b a; mv x b; mv a x; mv b a; mv x b; done"));
        await(TASK + "/wd/ready");
        int read = 0;
        int absent = 0;
        for (int i = 0; i < 3_000; i++) {
            try (InputStream in = files.open(TASK + "/wd/a", 0, 100)) {
                assertThat(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                        .isEqualTo("content\n");
                read++;
            } catch (NoSuchFileException expected) {
                absent++;
            }
        }
        task.execution().end();
        assertThat(task.outcome().exitCode()).isIn(-15, -9);
        assertThat(read).isPositive();
        assertThat(read + absent).isEqualTo(3_000);
    }

    @Test
    void aResourceFileGoesThroughNoLinkAndTakesThePlaceOfAFifo() throws IOException {
        storage.put("blob", "content");
        node.run(shell("ln -s " + outside + " out; mkdir inner; ln -s inner in; mkfifo fifo"));
        for (String path : List.of("out/a", "in/a")) {
            Outcome refused = node.run(command("true").with("resourceFiles", List.of(resource(path))));
            assertThat(failure(refused).code()).isEqualTo("ResourceFileCreateFailed");
        }
        assertThat(outside).isEmptyDirectory();
        assertThat(node.run(command("cat fifo").with("resourceFiles", List.of(resource("fifo")))))
                .isEqualTo(Outcome.exited(0));
        assertThat(node.stdout()).isEqualTo("content");
    }

    @Test
    void aFolderOfTheTaskThatBecameALinkIsNeitherUsedNorRemovedBeyond() throws IOException {
        Path kept = Files.writeString(outside.resolve("kept"), "kept");
        node.run(shell("cd ..; rm -r wd; ln -s " + outside + " wd"));
        assertThat(failure(node.run(command("touch kept2"))).code()).isEqualTo("ResourceDirectoryCreateFailed");
        node.agent.discard(node.identity, TASK + "/wd/kept");
        files.delete(TASK + "/wd/kept", true);
        files.delete(TASK, true);
        node.agent.decommission(node.identity);
        node.close();
        assertThat(kept).hasContent("kept");
        assertThat(outside).isDirectoryContaining(path -> path.equals(kept)).isDirectoryNotContaining("glob:**2");
    }

    @Test
    void foldersDeeperThanAPathMayBeLongAreListedAndRemoved() throws IOException {
        node.run(shell("i=0; while [ $i -lt 3000 ]; do mkdir d && cd d || exit 1; i=$((i + 1)); done; touch end"));
        assertThat(files.list(TASK, true)).hasSizeGreaterThan(1_000);
        files.delete(TASK, true);
        assertThat(files.entry(TASK)).isEmpty();
        Path root = node.root();
        node.close();
        assertThat(root.resolve("../..").normalize()).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b | ''",
                "**/**/**/**/**/**/**/**/**/**/**/**/**/**/*.none | ''",
                "**/d/**/d/**/d/**/d/**/d/**/d/**/d/**/d/**/d/**/d/**/d/**/none | ''",
                "**/d/**/d/**/d/**/d/**/d/end | d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/end",
                "/**/passwd | ''",
                "/etc/** | ''",
                "?????????????????????????????*aaaa[!b]* | AAA",
            })
    void aPatternTakesNoLongerForBeingContrived(String pattern, String blobs) {
        String name = "a".repeat(250);
        String script = "touch " + name + "; i=0; while [ $i -lt 20 ]; do mkdir d; cd d; i=$((i + 1)); done; touch end";
        assertThat(node.run(shell(script).with("outputFiles", List.of(output(pattern)))))
                .isEqualTo(Outcome.exited(0));
        assertThat(String.join(" ", new TreeSet<>(storage.blobs.keySet()))).isEqualTo(blobs.replace("AAA", name));
    }

    @Test
    void whatTheNodeKeepsOnDiskIsForItsUserAlone() throws IOException {
        node.run(shell("umask 0; echo x > a"));
        for (Path folder = node.root();
                !folder.equals(node.root().resolve("../../..").normalize()); ) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .as("%s", folder)
                    .isEqualTo("rwx------");
            folder = folder.resolve("..").normalize();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(node.agent.scratch("blobs"))))
                .isEqualTo("rwx------");
    }

    private void await(String path) throws IOException {
        while (files.entry(path).isEmpty()) {
            Thread.onSpinWait();
        }
    }

    private Document output(String pattern) {
        Document container =
                Document.of("containerUrl", storage.container("?sig=good").toString());
        return Document.of(Map.of(
                "filePattern",
                pattern,
                "destination",
                Document.of("container", container),
                "uploadOptions",
                Document.of("uploadCondition", "taskcompletion")));
    }

    private Document resource(String path) {
        return Document.of(Map.of("httpUrl", storage.blob("blob"), "filePath", path));
    }
}
