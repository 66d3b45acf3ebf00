package io.github.batchbench.fake.node;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

class CommandLineFuzz {
    static List<String> seeds() {
        return HostileCommandLineTest.SEEDS;
    }

    @MethodSource("seeds")
    @FuzzTest
    void commandLines(@NotNull String line) {
        HostileCommandLineTest.split(line);
    }
}
