package io.github.batchbench.fake.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.Pool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a pool's application packages do to its nodes. */
@Timeout(60)
class PoolPackagesTest {
    private final FakeAzure azure = FakeAzure.start();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        azure.close();
    }

    @Test
    void thePackagesOfAPoolAreThereBeforeItsStartTaskRuns() throws Exception {
        Path zip = folder.resolve("tool.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("bin/run"));
            out.write("#!/bin/sh\necho ran".getBytes(StandardCharsets.UTF_8));
        }
        azure.batch().applications().add("tool", "1", zip);
        ComputeNode node = node(pool("tool", "/bin/sh -c '$AZ_BATCH_APP_PACKAGE_tool/bin/run'"));
        awaitState(node, NodeState.IDLE);

        assertThat(azure.batch().agent().files(node.identity()).entry("applications/tool1/bin/run"))
                .isPresent();
        assertThat(node.errors()).isEmpty();
    }

    @Test
    void aNodeWhosePackageCannotBeHadIsUnusable() throws Exception {
        Path bad = Files.writeString(folder.resolve("bad.zip"), "no zip file");
        azure.batch().applications().add("bad", "1", bad);
        ComputeNode node = node(pool("bad", "true"));
        awaitState(node, NodeState.UNUSABLE);

        assertThat(node.errors()).extracting(FailureInfo::code).containsExactly("ApplicationPackageError");
        assertThat(node.startTask()).isNull();
    }

    private Pool pool(String application, String startTask) {
        return azure.batch()
                .pools()
                .add(Document.of("id", "p")
                        .with("targetDedicatedNodes", 1L)
                        .with("startTask", Document.of("commandLine", startTask))
                        .with("applicationPackageReferences", List.of(Document.of("applicationId", application))));
    }

    private ComputeNode node(Pool pool) throws InterruptedException {
        assertThat(azure.batch().timeline().await(() -> !pool.nodes().isEmpty(), Duration.ofSeconds(30)))
                .isTrue();
        return pool.nodes().iterator().next();
    }

    private void awaitState(ComputeNode node, NodeState state) throws InterruptedException {
        assertThat(azure.batch().timeline().await(() -> node.state() == state, Duration.ofSeconds(30)))
                .isTrue();
    }
}
