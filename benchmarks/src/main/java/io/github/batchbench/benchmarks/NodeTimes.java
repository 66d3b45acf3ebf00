package io.github.batchbench.benchmarks;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.CloudPool;
import com.microsoft.azure.batch.protocol.models.ComputeNode;
import com.microsoft.azure.batch.protocol.models.StartTaskInformation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.joda.time.DateTime;

/** When the nodes of a pool came to be, all by the service's own clock. */
final class NodeTimes {
    private NodeTimes() {}

    /** Means over the nodes of a job's pool whose start task has ended, in milliseconds. */
    static Map<Phase, Double> of(BatchClient client, String jobId) {
        try {
            String poolId = client.jobOperations().getJob(jobId).poolInfo().poolId();
            CloudPool pool = client.poolOperations().getPool(poolId);
            Map<Phase, List<Double>> times = new EnumMap<>(Phase.class);
            for (ComputeNode node : client.computeNodeOperations().listComputeNodes(poolId)) {
                StartTaskInformation start = node.startTaskInfo();
                if (start != null && start.endTime() != null) {
                    add(times, Phase.POOL_ALLOCATION, pool.creationTime(), node.allocationTime());
                    add(times, Phase.BOOT, node.allocationTime(), start.startTime());
                    add(times, Phase.START_TASK, start.startTime(), start.endTime());
                }
            }
            Map<Phase, Double> means = new EnumMap<>(Phase.class);
            times.forEach((phase, values) -> means.put(
                    phase,
                    values.stream().mapToDouble(Double::doubleValue).average().orElseThrow()));
            return means;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(Map<Phase, List<Double>> times, Phase phase, DateTime from, DateTime to) {
        times.computeIfAbsent(phase, key -> new ArrayList<>()).add((double) (to.getMillis() - from.getMillis()));
    }
}
