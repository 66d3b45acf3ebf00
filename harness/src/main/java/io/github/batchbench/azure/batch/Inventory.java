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
                "targetDedicatedNodes",
                "targetLowPriorityNodes",
                "currentDedicatedNodes",
                "currentLowPriorityNodes");
        int nodes = 0;
        for (JsonNode pool : pools) {
            int there = pool.path("currentDedicatedNodes").asInt()
                    + pool.path("currentLowPriorityNodes").asInt();
            nodes += Math.max(Reports.targetNodes(pool), there);
        }
        int active = rest.found("/jobs", ACTIVE).size()
                + rest.found("/jobschedules", ACTIVE).size();
        return new AccountUse(pools.size(), nodes, active);
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
