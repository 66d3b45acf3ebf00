package io.github.batchbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.azure.AzureAccount;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Live runs that fail in ways that show much, and not one secret in anything that they leave. */
@Tag("slow")
@Timeout(180)
class CanaryIT {
    @TempDir
    private Path folder;

    @Test
    void noArtefactOfAFailingLiveRunHoldsASecret() throws Exception {
        String account = "--account=canarybatch";
        try (Served served = Served.start(folder, account, "--storage-account=canarystore")) {
            Path runs = Files.createDirectory(folder.resolve("runs"));

            String tells = run(served, runs, "echo $AZ_BATCH_TASK_ID; env >&2; exit 3");
            served.control("POST", "faults", "start-task-fails=3");
            run(served, runs, "true");
            served.control("DELETE", "faults", "");
            served.control("POST", "faults", "empty-error");
            run(served, runs, "true");
            served.control("DELETE", "faults", "");

            assertThat(tells).contains("sig=REDACTED").contains("exited with 3");
            assertThat(artefacts(runs)).hasSizeGreaterThan(5);
            for (Path artefact : artefacts(runs)) {
                assertThat(Files.readString(artefact, StandardCharsets.ISO_8859_1))
                        .as(artefact.toString())
                        .doesNotContain(secrets(served.account()))
                        .doesNotContainPattern("(?i)[?&;]sig=(?!REDACTED)")
                        .doesNotContainPattern("SharedKey \\S+:(?!REDACTED)")
                        .doesNotContainPattern("Bearer (?!REDACTED)\\S{8}");
            }
        }
    }

    /** Runs it in a folder of its own, keeps what it said there as well, and returns that. */
    private static String run(Served served, Path runs, String command) throws Exception {
        Path own = Files.createTempDirectory(runs, "run");
        Path temporary = Files.createDirectory(own.resolve("tmp"));
        String[] args = {"run", "--target", "live", "--timeout", "30s", "--command", command};
        try (Jar jar = Jar.start(own, temporary, served.settings(), args)) {
            String out = String.join("\n", jar.lines());
            assertThat(jar.exitCode()).as(out).isNotZero();
            Files.writeString(own.resolve("stdout.txt"), out);
            return out + "\n" + jar.errors();
        }
    }

    private static String[] secrets(AzureAccount account) {
        return Stream.of(account.batchKey(), account.storageKey())
                .flatMap(key -> Stream.of(key, URLEncoder.encode(key, StandardCharsets.UTF_8)))
                .toArray(String[]::new);
    }

    private static List<Path> artefacts(Path runs) throws IOException {
        try (Stream<Path> all = Files.walk(runs)) {
            return all.filter(Files::isRegularFile).collect(Collectors.toList());
        }
    }
}
