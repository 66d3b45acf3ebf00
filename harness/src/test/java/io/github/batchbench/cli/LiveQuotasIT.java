package io.github.batchbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A live run reads what the account may have by the management SDK, from a served fake in a process of its own. */
@Timeout(180)
class LiveQuotasIT {
    @TempDir
    private Path folder;

    private Jar start(Served served) throws Exception {
        Map<String, String> settings = served.settings();
        settings.putAll(served.subscriptionSettings());
        Path own = Files.createDirectory(folder.resolve("run"));
        return Jar.start(own, own, settings, "run", "--target", "live", "--command", "cat {input}", "--nodes", "2");
    }

    @Test
    void saysWhatTheAccountMayHave() throws Exception {
        try (Served served = Served.start(folder, "--https");
                Jar jar = start(served)) {
            List<String> lines = jar.lines();

            assertThat(jar.exitCode()).as(lines + jar.errors()).isZero();
            assertThat(lines.get(0)).contains("AZURE_SUBSCRIPTION_ID (environment)");
            assertThat(lines)
                    .contains(
                            "It may have 500 pools, 1000 active jobs and job schedules, 10000 dedicated cores and 10000"
                                    + " spot cores.");
        }
    }

    @Test
    void refusesARunThatNeedsMoreCoresThanThereAre() throws Exception {
        try (Served served = Served.start(folder, "--https", "--fault", "core-quota=3");
                Jar jar = start(served)) {
            assertThat(jar.lines()).doesNotContain("1. Create containers");
            assertThat(jar.exitCode()).isEqualTo(ExitCode.LIMIT.number());
            assertThat(jar.errors())
                    .contains("The account has 0 dedicated cores of the 3 it may have, and this run needs 4.")
                    .doesNotContain("\tat ");
        }
    }
}
