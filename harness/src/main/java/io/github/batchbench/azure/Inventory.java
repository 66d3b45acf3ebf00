package io.github.batchbench.azure;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.DetailLevel;
import com.microsoft.azure.batch.protocol.models.CloudPool;
import com.microsoft.azure.batch.protocol.models.JobScheduleState;
import com.microsoft.azure.batch.protocol.models.JobState;
import com.microsoft.azure.batch.protocol.models.MetadataItem;
import com.microsoft.azure.batch.protocol.models.PoolState;
import io.github.batchbench.azure.OwnedResource.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists and counts what is in a Batch account. */
final class Inventory {
    private static final DetailLevel OWNERSHIP =
            new DetailLevel.Builder().withSelectClause("id,state,metadata").build();

    private static final DetailLevel SIZES = new DetailLevel.Builder()
            .withSelectClause(
                    "id,targetDedicatedNodes,targetLowPriorityNodes,currentDedicatedNodes,currentLowPriorityNodes")
            .build();

    private static final DetailLevel ACTIVE = new DetailLevel.Builder()
            .withFilterClause("state eq 'active'")
            .withSelectClause("id")
            .build();

    private Inventory() {}

    static List<OwnedResource> of(BatchClient client) throws IOException {
        List<OwnedResource> found = new ArrayList<>();
        client.jobScheduleOperations().listJobSchedules(OWNERSHIP).forEach(schedule -> {
            if (schedule.state() != JobScheduleState.DELETING) {
                found.add(resource(Kind.JOB_SCHEDULE, schedule.id(), schedule.metadata()));
            }
        });
        client.jobOperations().listJobs(OWNERSHIP).forEach(job -> {
            if (job.state() != JobState.DELETING) {
                found.add(resource(Kind.JOB, job.id(), job.metadata()));
            }
        });
        client.poolOperations().listPools(OWNERSHIP).forEach(pool -> {
            if (pool.state() != PoolState.DELETING) {
                found.add(resource(Kind.POOL, pool.id(), pool.metadata()));
            }
        });
        return found;
    }

    static AccountUse use(BatchClient client) throws IOException {
        int pools = 0;
        int nodes = 0;
        for (CloudPool pool : client.poolOperations().listPools(SIZES)) {
            pools++;
            int wanted = Reports.orZero(pool.targetDedicatedNodes()) + Reports.orZero(pool.targetLowPriorityNodes());
            int there = Reports.orZero(pool.currentDedicatedNodes()) + Reports.orZero(pool.currentLowPriorityNodes());
            nodes += Math.max(wanted, there);
        }
        int active = client.jobOperations().listJobs(ACTIVE).size()
                + client.jobScheduleOperations().listJobSchedules(ACTIVE).size();
        return new AccountUse(pools, nodes, active);
    }

    private static OwnedResource resource(Kind kind, String id, @Nullable List<MetadataItem> items) {
        return new OwnedResource(kind, id, metadata(items));
    }

    static Map<String, String> metadata(@Nullable List<MetadataItem> items) {
        Map<String, String> metadata = new LinkedHashMap<>();
        if (items != null) {
            items.forEach(item -> metadata.put(item.name(), String.valueOf(item.value())));
        }
        return metadata;
    }
}
