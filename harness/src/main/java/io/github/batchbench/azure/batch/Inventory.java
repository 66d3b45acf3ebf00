package io.github.batchbench.azure.batch;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.batchbench.azure.http.BatchRest;
import io.github.batchbench.azure.model.AccountUse;
import io.github.batchbench.azure.model.OwnedResource;
import io.github.batchbench.azure.model.OwnedResource.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists and counts what is in a Batch account. */
final class Inventory {
    private static final Map<Kind, String> PATHS = new LinkedHashMap<>();
    private static final String ACTIVE = "state eq 'active'";

    static {
        PATHS.put(Kind.JOB_SCHEDULE, "/jobschedules");
        PATHS.put(Kind.JOB, "/jobs");
        PATHS.put(Kind.POOL, "/pools");
    }

    private Inventory() {}

    static List<OwnedResource> of(BatchRest rest) throws IOException, InterruptedException {
        List<OwnedResource> found = new ArrayList<>();
        for (Map.Entry<Kind, String> path : PATHS.entrySet()) {
            for (JsonNode thing : rest.list(path.getValue(), "id", "state", "metadata")) {
                if (!Reports.state(thing, "state").equals("deleting")) {
                    found.add(new OwnedResource(path.getKey(), thing.path("id").asText(), metadata(thing)));
                }
            }
        }
        return found;
    }

    static AccountUse use(BatchRest rest) throws IOException, InterruptedException {
        List<JsonNode> pools = rest.list(
                "/pools",
                "id",
                "vmSize",
                "targetDedicatedNodes",
                "targetLowPriorityNodes",
                "currentDedicatedNodes",
                "currentLowPriorityNodes");
        int active = rest.found("/jobs", ACTIVE, "id").size()
                + rest.found("/jobschedules", ACTIVE, "id").size();
        return AccountUse.of(pools.stream().map(Inventory::machines).toList(), active);
    }

    private static AccountUse.Machines machines(JsonNode pool) {
        return new AccountUse.Machines(
                pool.path("vmSize").asText(), most(pool, "DedicatedNodes"), most(pool, "LowPriorityNodes"));
    }

    /** A pool that shrinks has its nodes still, and one that grows will have more. */
    private static int most(JsonNode pool, String nodes) {
        return Math.max(
                pool.path("target" + nodes).asInt(),
                pool.path("current" + nodes).asInt());
    }

    /** What the creator of a job, a schedule or a pool wrote on it. */
    static Map<String, String> metadata(JsonNode thing) {
        Map<String, String> metadata = new LinkedHashMap<>();
        for (JsonNode item : thing.path("metadata")) {
            metadata.put(item.path("name").asText(), item.path("value").asText());
        }
        return metadata;
    }
}
