package io.github.batchbench.fake.node;

import static io.github.batchbench.fake.node.TestNode.TASK;
import static io.github.batchbench.fake.node.TestNode.shell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batchbench.fake.agent.NodeFiles;
import io.github.batchbench.fake.agent.NodeFiles.Entry;
import io.github.batchbench.fake.agent.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilesOnDiskTest {
    private final TestNode node = new TestNode();
    private final NodeFiles files = node.files();

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void aFileHasTheFactsThatTheServiceShows() throws IOException {
        node.run(shell("printf 12345 > a.bin; chmod 640 a.bin; mkdir -m 700 d"));
        assertThat(files.entry(TASK + "/wd/a.bin")).hasValueSatisfying(entry -> {
            assertThat(entry.directory()).isFalse();
            assertThat(entry.length()).isEqualTo(5);
            assertThat(entry.mode()).isEqualTo("0o100640");
            assertThat(entry.contentType()).isEqualTo("application/octet-stream");
        });
        assertThat(files.entry(TASK + "/stdout.txt")).map(Entry::contentType).hasValue("text/plain");
        assertThat(files.entry(TASK + "/wd/d")).hasValueSatisfying(entry -> {
            assertThat(entry.directory()).isTrue();
            assertThat(entry.length()).isZero();
            assertThat(entry.mode()).isEqualTo("0o40700");
        });
    }

    @Test
    void listingGoesDownOnlyWhenAsked() throws IOException {
        node.run(shell("mkdir -p x/y; touch x/y/z x/a"));
        assertThat(paths(files.list(TASK + "/wd", false))).containsExactly(TASK + "/wd/x");
        assertThat(paths(files.list(TASK + "/wd", true)))
                .containsExactly(TASK + "/wd/x", TASK + "/wd/x/a", TASK + "/wd/x/y", TASK + "/wd/x/y/z");
        assertThat(files.list(TASK + "/none", true)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 100, 0123456789", "3, 4, 3456", "9, 5, 9", "10, 5, ''", "20, 5, ''", "0, 0, ''"})
    void aRangeIsRead(long offset, long length, String content) throws IOException {
        node.run(shell("printf 0123456789 > a"));
        try (InputStream in = files.open(TASK + "/wd/a", offset, length)) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(content);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../etc/passwd",
                "/etc/passwd",
                "workitems/../../..",
                ".",
                "..",
                TASK + "/wd/out/passwd",
                TASK + "/wd/file",
                TASK + "/wd/gone",
                TASK + "/wd/out",
                TASK + "/wd/root/etc/passwd",
                TASK + "/wd/\uff0e\uff0e/\uff0e\uff0e",
                TASK + "\\..\\..",
                "%2e%2e/%2e%2e/etc/passwd",
                "a\0b"
            })
    void whatIsOutsideOfTheRootDoesNotExist(String path) throws IOException {
        node.run(shell("ln -s /etc out; ln -s /etc/passwd file; ln -s nowhere gone; ln -s / root"));
        assertThat(files.entry(path)).isEmpty();
        assertThat(files.list(path, true)).isEmpty();
        assertThatThrownBy(() -> files.open(path, 0, 1)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aNameOfFourThousandLettersIsOfNoFile() throws IOException {
        assertThat(files.entry("n".repeat(4096))).isEmpty();
        assertThat(files.entry("a/".repeat(4096))).isEmpty();
    }

    @Test
    void aLinkWithinTheRootIsWhatItLeadsToAndLoopsDoNotMatter() throws IOException {
        node.run(shell("echo x > a; ln -s a b; ln -s . loop; ln -s /etc out"));
        assertThat(paths(files.list(TASK + "/wd", true)))
                .containsExactly(TASK + "/wd/a", TASK + "/wd/b", TASK + "/wd/loop");
    }

    @Test
    void deletingALinkLeavesWhatItLeadsTo() throws IOException {
        node.run(shell("mkdir d; echo x > d/a; ln -s d link; ln -s /etc out"));
        files.delete(TASK + "/wd/link", true);
        files.delete(TASK + "/wd/out", true);
        files.delete(TASK + "/wd/out/passwd", true);
        files.delete("../../../etc/passwd", true);
        files.delete("", true);
        assertThat(paths(files.list(TASK + "/wd", true))).containsExactly(TASK + "/wd/d", TASK + "/wd/d/a");
        files.delete(TASK, true);
        assertThat(files.entry(TASK)).isEmpty();
    }

    @Test
    void tenThousandFilesAndClosedFoldersAreListedAndRemoved() throws IOException {
        node.run(shell(
                "mkdir many shut; cd many; seq 10000 | xargs touch; cd ..; touch shut/in; chmod 0 shut; chmod 0 ."));
        assertThat(files.list(TASK, true)).hasSizeGreaterThan(10_000 - 1);
        files.delete(TASK, true);
        assertThat(files.entry(TASK)).isEmpty();
        assertThat(node.run(shell("exit 0"))).isEqualTo(Outcome.exited(0));
    }

    @Test
    void twoHundredMegabytesOfOutputDoNotTouchTheHeap() throws IOException {
        assertThat(node.run(shell("head -c 200M /dev/zero"))).isEqualTo(Outcome.exited(0));
        assertThat(files.entry(TASK + "/stdout.txt")).map(Entry::length).hasValue(200L << 20);
    }

    @Test
    void aDiscardedFolderIsGoneAtOnceAndANewTaskMayHaveItsName() throws IOException {
        node.run(shell("touch old"));
        node.agent.discard(node.identity, TASK);
        assertThat(files.entry(TASK)).isEmpty();
        node.run(shell("touch new"));
        assertThat(paths(files.list(TASK + "/wd", false))).containsExactly(TASK + "/wd/new");
        node.agent.discard(node.identity, "../..");
        node.agent.discard(node.identity, "workitems/none");
        assertThat(files.entry(TASK)).isPresent();
    }

    private static List<String> paths(List<Entry> entries) {
        return entries.stream().map(Entry::path).toList();
    }
}
