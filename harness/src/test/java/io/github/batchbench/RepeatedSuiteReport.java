package io.github.batchbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All tests of this module again and again, each time in a JVM of its own and in another order: {@code .ci/repeat}. The
 * seed of an order is the number of its run.
 */
class RepeatedSuiteReport {
    private static final int FIRST = Integer.getInteger("batchbench.repeat.first", 1);
    private static final int TIMES = Integer.getInteger("batchbench.repeat.times", 20);

    @Test
    void everyRunIsGreen(@TempDir Path folder) throws IOException, InterruptedException {
        for (int seed = FIRST; seed < FIRST + TIMES; seed++) {
            Path log = folder.resolve("run-" + seed + ".txt");
            Process run = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            // A third less work than with the second compiler and the parallel collector.
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "-Dbatchbench.jar=" + System.getProperty("batchbench.jar"),
                            SuiteInRandomOrder.class.getName(),
                            Integer.toString(seed)))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            int code = run.waitFor();
            List<String> said = Files.readAllLines(log);
            System.out.println(said.isEmpty() ? "nothing was said" : said.get(said.size() - 1));
            assertThat(code).as(() -> String.join("\n", said)).isZero();
        }
    }
}
