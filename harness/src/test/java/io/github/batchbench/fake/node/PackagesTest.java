package io.github.batchbench.fake.node;

import static io.github.batchbench.fake.node.TestNode.failure;
import static io.github.batchbench.fake.node.TestNode.shell;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.agent.Outcome.Stage;
import io.github.batchbench.fake.model.ApplicationPackage;
import io.github.batchbench.fake.model.Document;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackagesTest {
    private final Map<String, ApplicationPackage> packages = new ConcurrentHashMap<>();
    private final TestNode node =
            new TestNode((id, version) -> Optional.ofNullable(packages.get(id + "@" + version.orElse(""))));

    @TempDir
    Path temporary = Path.of("");

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void aPackageIsUnpackedAndNamedToTheTask() throws IOException {
        ApplicationPackage tool = new ApplicationPackage(
                "My-Tool", "1.0", true, zip(Map.of("bin/run", "#!/bin/sh\necho ran", "etc/x", "y")));
        packages.put("My-Tool@1.0", tool);
        packages.put("My-Tool@", tool);
        assertThat(run(
                        "$AZ_BATCH_APP_PACKAGE_my_tool_1_0/bin/run",
                        reference("My-Tool").with("version", "1.0")))
                .isEqualTo(Outcome.exited(0));
        assertThat(node.stdout()).isEqualTo("ran\n");
        assertThat(run(
                        "$AZ_BATCH_APP_PACKAGE_my_tool/bin/run; ls $AZ_BATCH_NODE_ROOT_DIR/applications",
                        reference("/subscriptions/s/applications/My-Tool")))
                .isEqualTo(Outcome.exited(0));
        assertThat(node.stdout()).isEqualTo("ran\nMy-Tool1.0\n");
    }

    @Test
    void aPackageThatIsNotThereFailsTheTaskBeforeItRuns() {
        Outcome outcome = run("true", reference("none"));
        assertThat(failure(outcome).code()).isEqualTo("ApplicationPackageError");
        assertThat(outcome.stage()).isEqualTo(Stage.PRE_PROCESSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../shared/evil", "a/../../../shared/evil", "/tmp/batchbench-evil", "..", "a\0b"})
    void aPackageCannotWriteOutsideOfItsFolder(String name) throws IOException {
        packages.put("evil@", new ApplicationPackage("evil", "1", true, zip(Map.of(name, "x"))));
        assertThat(failure(run("true", reference("evil"))).code()).isEqualTo("ApplicationPackageError");
        assertThat(node.files().list("shared", true)).isEmpty();
        assertThat(node.files().list("applications", true)).isEmpty();
        assertThat(Path.of("/tmp/batchbench-evil")).doesNotExist();
    }

    @Test
    void whatIsNotAZipFileIsRefused() throws IOException {
        Path file = Files.writeString(temporary.resolve("no.zip"), "text");
        packages.put("no@", new ApplicationPackage("no", "1", true, file));
        assertThat(failure(run("true", reference("no"))).code()).isEqualTo("ApplicationPackageError");
    }

    private Outcome run(String script, Document reference) {
        return node.run(shell(script).with("applicationPackageReferences", List.of(reference)));
    }

    private static Document reference(String id) {
        return Document.of("applicationId", id);
    }

    private Path zip(Map<String, String> entries) throws IOException {
        Path file = Files.createTempFile(temporary, "package", ".zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }
}
