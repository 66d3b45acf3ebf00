package io.github.batchbench.fake.autoscale;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

class FormulaFuzz {
    static List<String> seeds() {
        return HostileFormulaTest.SEEDS;
    }

    @MethodSource("seeds")
    @FuzzTest
    void formulas(@NotNull String formula) {
        HostileFormulaTest.evaluate(formula);
    }
}
