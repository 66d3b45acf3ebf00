package io.github.batchbench.fake.blob;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of blobs that are modelled; page blobs are not. */
public enum BlobType {
    /** Made of blocks. */
    BLOCK("BlockBlob"),
    /** Only ever appended to. */
    APPEND("AppendBlob");

    private final String wireName;

    BlobType(String wireName) {
        this.wireName = wireName;
    }

    /** The name as the service writes it. */
    public String wireName() {
        return wireName;
    }

    /** The type of a name as clients write it. */
    public static Optional<BlobType> of(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equalsIgnoreCase(wireName))
                .findFirst();
    }
}
