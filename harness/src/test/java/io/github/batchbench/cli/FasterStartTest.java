package io.github.batchbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FasterStartTest {
    @TempDir
    private Path home;

    private String told(String version, Map<String, String> environment) {
        StringWriter err = new StringWriter();
        FasterStart.tell(new PrintWriter(err, true), version, environment);
        return err.toString();
    }

    @Test
    void saysOnceForEachVersionHowToStartFaster() {
        Map<String, String> environment = Map.of("HOME", home.toString());

        assertThat(told("1.0", environment))
                .contains("bin/batchbench", "docs/start.md")
                .hasLineCount(1);
        assertThat(told("1.0", environment)).isEmpty();
        assertThat(told("1.1", environment)).isNotEmpty();
        assertThat(home.resolve(".cache/batchbench")).isDirectory();
    }

    @Test
    void saysNothingWhereItCannotKnowWhetherItHas() throws IOException {
        Path file = Files.createFile(home.resolve("file"));

        assertThat(told("1.0", Map.of())).isEmpty();
        assertThat(told("1.0", Map.of("XDG_CACHE_HOME", file.toString()))).isEmpty();
    }
}
