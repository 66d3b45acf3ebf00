package io.github.batchbench.simulation;

import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.Task;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Sums up what has been simulated. */
final class Totals {
    private static final double MILLIS_A_MINUTE = 60_000;
    private static final double MINUTES_AN_HOUR = 60;
    private static final int LONGEST_WAITS = 10;

    private Totals() {}

    static SimulationReport.Tasks tasks(List<Job> jobs, List<Workload> workloads) {
        long succeeded = 0;
        long failed = 0;
        long unfinished = 0;
        long retries = 0;
        long requeues = 0;
        for (Workload workload : workloads) {
            retries += workload.retries();
            requeues += workload.requeues();
        }
        for (Job job : jobs) {
            succeeded += job.taskCounts().succeeded();
            failed += job.taskCounts().failed();
            unfinished += job.taskCounts().active() + job.taskCounts().running();
            for (Task task : job.tasks()) {
                retries += task.run().retryCount();
                requeues += task.run().requeueCount();
            }
        }
        return new SimulationReport.Tasks(succeeded, failed, unfinished, retries, requeues);
    }

    static SimulationReport.Nodes nodes(SimulationPlan plan, SimulatedNodes nodes, long preemptions) {
        long now = nodes.now();
        double dedicated = nodes.dedicated.sumUntil(now) / MILLIS_A_MINUTE;
        double lowPriority = nodes.lowPriority.sumUntil(now) / MILLIS_A_MINUTE;
        double cost = (dedicated * plan.machines().pricePerHour()
                        + lowPriority * plan.machines().lowPriorityPricePerHour())
                / MINUTES_AN_HOUR;
        return new SimulationReport.Nodes(
                nodes.all.peak(),
                SimulationReport.rounded(dedicated, 2),
                SimulationReport.rounded(lowPriority, 2),
                preemptions,
                SimulationReport.share(
                        nodes.busySlots.sumUntil(now),
                        nodes.all.sumUntil(now) * plan.pool().slotsPerNode()),
                SimulationReport.rounded(cost, 2));
    }

    static SimulationReport.Waits waits(List<Workload> workloads) {
        long[] waits = workloads.stream().flatMapToLong(Workload::waits).toArray();
        Arrays.sort(waits);
        return new SimulationReport.Waits(
                Duration.ofMillis(Math.round(Arrays.stream(waits).average().orElse(0))),
                quantile(waits, 0.5),
                quantile(waits, 0.95),
                quantile(waits, 1),
                longest(workloads));
    }

    private static Duration quantile(long[] sorted, double share) {
        return sorted.length == 0
                ? Duration.ZERO
                : Duration.ofMillis(sorted[(int) Math.max(0, Math.ceil(share * sorted.length) - 1)]);
    }

    /** Of tasks that waited alike, those that were added first. */
    private static List<SimulationReport.Wait> longest(List<Workload> workloads) {
        Comparator<Candidate> order = Comparator.comparingLong(Candidate::waited)
                .thenComparing(Comparator.comparingLong(Candidate::order).reversed());
        PriorityQueue<Candidate> most = new PriorityQueue<>(order);
        long added = 0;
        for (Workload workload : workloads) {
            for (int i = 0; i < workload.group().count(); i++) {
                if (workload.hasRun(i)) {
                    // Most of them are not among the longest, and later ones only if they waited longer.
                    if (most.size() < LONGEST_WAITS
                            || workload.wait(i) > most.element().waited()) {
                        most.add(new Candidate(workload, i, workload.wait(i), added));
                    }
                    if (most.size() > LONGEST_WAITS) {
                        most.remove();
                    }
                    added++;
                }
            }
        }
        return most.stream()
                .sorted(order.reversed())
                .map(found -> new SimulationReport.Wait(
                        found.workload.job(), Workload.id(found.index), Duration.ofMillis(found.waited)))
                .toList();
    }

    private record Candidate(Workload workload, int index, long waited, long order) {}
}
