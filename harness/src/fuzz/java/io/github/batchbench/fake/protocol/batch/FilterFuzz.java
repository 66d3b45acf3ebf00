package io.github.batchbench.fake.protocol.batch;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

class FilterFuzz {
    /** One for all: to list changes nothing. */
    private static final HostileRequests REQUESTS = new HostileRequests();

    static List<String> seeds() {
        return HostileRequests.FILTERS;
    }

    @MethodSource("seeds")
    @FuzzTest
    void filters(@NotNull String filter) {
        REQUESTS.filter(filter);
    }
}
