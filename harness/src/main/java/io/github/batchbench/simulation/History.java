package io.github.batchbench.simulation;

import io.github.batchbench.fake.model.TaskCounts;
import io.github.batchbench.fake.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the pool and the queue were like over time, in a bounded number of equal steps: when there are too many, every
 * other one is dropped and the steps get twice as long.
 */
final class History {
    private static final int MOST = 1000;

    /** At one moment; the sums are since the start. */
    private record Sample(
            long at, long queued, long running, long completed, long nodes, long busySlotMillis, long nodeMillis) {}

    private final SimulatedNodes nodes;
    private final int slotsPerNode;
    private final Timeline timeline;
    private final Supplier<TaskCounts> counts;
    private final List<Sample> samples = new ArrayList<>();
    private Duration step = Duration.ofSeconds(1);

    History(SimulatedNodes nodes, int slotsPerNode, Timeline timeline, Supplier<TaskCounts> counts) {
        this.nodes = nodes;
        this.slotsPerNode = slotsPerNode;
        this.timeline = timeline;
        this.counts = counts;
        take();
    }

    private void take() {
        samples.add(sample());
        if (samples.size() > MOST) {
            for (int i = samples.size() / 2; i > 0; i--) {
                samples.remove(2 * i - 1);
            }
            step = step.multipliedBy(2);
        }
        timeline.schedule(step, this::take);
    }

    private Sample sample() {
        long now = nodes.now();
        TaskCounts tasks = counts.get();
        return new Sample(
                now,
                tasks.active(),
                tasks.running(),
                tasks.completed(),
                nodes.all.level(),
                nodes.busySlots.sumUntil(now),
                nodes.all.sumUntil(now));
    }

    /** The moments up to now; the share of busy slots is that of the time since the moment before. */
    List<SimulationReport.Moment> moments() {
        List<Sample> all = new ArrayList<>(samples);
        Sample last = sample();
        if (last.at() > all.get(all.size() - 1).at()) {
            all.add(last);
        }
        List<SimulationReport.Moment> moments = new ArrayList<>();
        Sample before = all.get(0);
        for (Sample sample : all) {
            long capacity = (sample.nodeMillis() - before.nodeMillis()) * slotsPerNode;
            moments.add(new SimulationReport.Moment(
                    Duration.ofMillis(sample.at()),
                    sample.queued(),
                    sample.running(),
                    sample.completed(),
                    sample.nodes(),
                    SimulationReport.share(sample.busySlotMillis() - before.busySlotMillis(), capacity)));
            before = sample;
        }
        return moments;
    }
}
