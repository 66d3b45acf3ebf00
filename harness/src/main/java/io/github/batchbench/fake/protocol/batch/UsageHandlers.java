package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.protocol.batch.json.WireTime;
import io.github.batchbench.fake.state.NodeUsage;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/** Usage metrics, and the lifetime statistics of versions before 2023. */
final class UsageHandlers {
    private final BatchAccount account;

    UsageHandlers(BatchAccount account) {
        this.account = account;
    }

    Map<String, OperationHandler> operations() {
        return Map.of(
                "Pool_ListUsageMetrics", this::usage,
                "Pool_GetAllLifetimeStatistics", this::poolStatistics,
                "Job_GetAllLifetimeStatistics", this::jobStatistics);
    }

    private Answer usage(Call call) {
        Instant from = call.parameter("starttime").map(UsageHandlers::time).orElse(null);
        Instant to = call.parameter("endtime").map(UsageHandlers::time).orElse(null);
        if (from != null && to != null && from.isAfter(to)) {
            throw QueryCheck.invalid("starttime", from.toString(), "The start time is later than the end time");
        }
        List<NodeUsage.Metric> metrics = account.usage(from, to);
        return Listing.of(
                        "poolusagemetrics",
                        metrics,
                        metric -> metric.start() + " " + metric.poolId(),
                        UsageHandlers::usage)
                .answer(call);
    }

    private static Instant time(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static Document usage(NodeUsage.Metric metric) {
        return Document.of("poolId", metric.poolId())
                .with("startTime", WireTime.inBody(metric.start()))
                .with("endTime", WireTime.inBody(metric.end()))
                .with("vmSize", metric.vmSize())
                .with("totalCoreHours", metric.coreHours());
    }

    /** The statistics of versions before 2023; as of the account's first moment (recorded so on a new account). */
    private Answer poolStatistics(Call call) {
        String now = WireTime.inBody(call.time());
        Document times = Document.of("startTime", now).with("lastUpdateTime", now);
        Document resources = times.with("diskReadIOps", "0").with("diskWriteIOps", "0");
        for (String name : List.of(
                "avgCPUPercentage",
                "avgMemoryGiB",
                "peakMemoryGiB",
                "avgDiskGiB",
                "peakDiskGiB",
                "diskReadGiB",
                "diskWriteGiB",
                "networkReadGiB",
                "networkWriteGiB")) {
            resources = resources.with(name, 0.0);
        }
        Document statistics = Document.of("url", call.url())
                .with("usageStats", times.with("dedicatedCoreTime", "PT0S"))
                .with("resourceStats", resources);
        return Answer.json(200, call.entity("poolstats/@Element", statistics));
    }

    private Answer jobStatistics(Call call) {
        String now = WireTime.inBody(call.time());
        Document statistics = Document.of("url", call.url())
                .with("startTime", now)
                .with("lastUpdateTime", now)
                .with("userCPUTime", "PT0S")
                .with("kernelCPUTime", "PT0S")
                .with("wallClockTime", "PT0S")
                .with("readIOps", "0")
                .with("writeIOps", "0")
                .with("readIOGiB", 0.0)
                .with("writeIOGiB", 0.0)
                .with("numTaskRetries", "0")
                .with("numSucceededTasks", "0")
                .with("numFailedTasks", "0")
                .with("waitTime", "PT0S");
        return Answer.json(200, call.entity("jobstats/@Element", statistics));
    }
}
