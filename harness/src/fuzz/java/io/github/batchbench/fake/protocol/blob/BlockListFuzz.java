package io.github.batchbench.fake.protocol.blob;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

class BlockListFuzz {
    static List<String> seeds() {
        return HostileBlobRequests.BLOCK_LISTS;
    }

    @DictionaryEntries({
        "<Uncommitted>",
        "</Uncommitted>",
        "<StorageServiceProperties>",
        "<Logging>",
        "<Cors>",
        "<CorsRule>",
        "<SignedIdentifiers>",
        "<SignedIdentifier>",
        "<AccessPolicy>",
        "<![CDATA[",
        "<!DOCTYPE",
        "&#x0;"
    })
    @MethodSource("seeds")
    @FuzzTest
    void bodies(@NotNull String body) {
        try (HostileBlobRequests requests = FuzzFolder.requests()) {
            requests.body(body);
        }
    }
}
