package io.github.batchbench.fake.blob;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has changed in a storage account, to be followed in this order.
 *
 * @param emptied whether all that was there before has gone
 * @param properties the service's; null if they are as they were
 * @param goneContainers the names of containers that have gone, with all that was in them
 * @param containers those that are new or different
 * @param gone what has gone
 * @param blobs what is new or different, with contents that are the caller's to release
 */
public record ChangedStorage(
        boolean emptied,
        @Nullable ServiceProperties properties,
        List<String> goneContainers,
        List<Container> containers,
        List<Gone> gone,
        List<KeptBlob.Part> blobs) {
    /**
     * A blob, a snapshot or a block that has gone.
     *
     * @param id its {@link KeptBlob#id()}
     */
    public record Gone(String container, String id) {}
}
