package io.github.batchbench.simulation;

import io.github.batchbench.fake.history.AccountHistory;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a simulation went. The same plan and seed give an equal report, and {@link #toJson} the same bytes.
 *
 * @param plan what was simulated, with all that it left out filled in
 * @param finished whether every task completed; false if the limit came first
 * @param makespan from the start to the end of the last task
 * @param tasks what became of the tasks
 * @param nodes what the nodes came to, until the end of the last task
 * @param waits how long tasks waited from the start until they first ran
 * @param history the pool and the queue over time, at most a thousand moments
 */
public record SimulationReport(
        SimulationPlan plan,
        boolean finished,
        Duration makespan,
        Tasks tasks,
        Nodes nodes,
        Waits waits,
        List<Moment> history) {
    /**
     * What became of the tasks.
     *
     * @param unfinished still queued or running at the end
     * @param retries runs after one that failed
     * @param requeues runs that were lost with their node
     */
    public record Tasks(long succeeded, long failed, long unfinished, long retries, long requeues) {}

    /**
     * What the nodes came to.
     *
     * @param peak the most that were there at once
     * @param dedicatedMinutes from each node's creation to its removal or the end
     * @param lowPriorityMinutes likewise, without the times when it was taken away
     * @param preemptions how often a spot node was taken away
     * @param utilisation the share of paid slot time in which tasks ran, from 0 to 1
     * @param cost in the currency of the plan's prices
     */
    public record Nodes(
            long peak,
            double dedicatedMinutes,
            double lowPriorityMinutes,
            long preemptions,
            double utilisation,
            double cost) {}

    /** How long tasks waited; of those that ran. */
    public record Waits(Duration mean, Duration median, Duration p95, Duration max, List<Wait> longest) {}

    /** A task that waited long. */
    public record Wait(String job, String task, Duration waited) {}

    /**
     * One moment.
     *
     * @param at since the start
     * @param queued tasks that wait
     * @param running tasks that run
     * @param completed tasks that are done, well or not
     * @param nodes nodes that are there and paid for
     * @param utilisation the share of paid slot time in which tasks ran, since the moment before
     */
    public record Moment(Duration at, long queued, long running, long completed, long nodes, double utilisation) {}

    /** The part of a whole, to four places; 0 of nothing. */
    static double share(long part, long whole) {
        return whole == 0 ? 0 : rounded((double) part / whole, 4);
    }

    static double rounded(double value, int places) {
        return scaled(value, places).doubleValue();
    }

    static String text(double value, int places) {
        return scaled(value, places).toPlainString();
    }

    private static BigDecimal scaled(double value, int places) {
        return BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_UP);
    }

    /** The plan in a few words. */
    String title() {
        return String.format(Locale.ROOT, "%,d tasks on %,d nodes", plan.taskCount(), nodes.peak());
    }

    /** What matters most, by name, in words. */
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Makespan", Check.text(makespan) + (finished ? "" : ", when the simulation gave up"));
        facts.put(
                "Tasks",
                tasks.succeeded() + " succeeded, " + tasks.failed() + " failed"
                        + (tasks.unfinished() == 0 ? "" : ", " + tasks.unfinished() + " never finished") + "; "
                        + tasks.retries() + " retries, " + tasks.requeues() + " requeued");
        facts.put("Nodes", "at most " + nodes.peak() + " at once, " + nodes.preemptions() + " preemptions");
        facts.put(
                "Node minutes",
                text(nodes.dedicatedMinutes(), 0) + " dedicated, " + text(nodes.lowPriorityMinutes(), 0)
                        + " low-priority");
        facts.put("Cost", plan.machines().arePriced() ? text(nodes.cost(), 2) : "not known: the plan has no prices");
        facts.put("Utilisation", text(nodes.utilisation() * 100, 1) + " % of the paid slots");
        facts.put(
                "Waits",
                "mean " + Check.text(waits.mean()) + ", median " + Check.text(waits.median()) + ", p95 "
                        + Check.text(waits.p95()) + ", longest " + Check.text(waits.max()));
        return facts;
    }

    /** The report as a page with charts of utilisation and queue; it needs no other file and no network. */
    public String toHtml() {
        return ReportPage.of(this, null);
    }

    /**
     * Writes {@code report.json}, {@code report.html} and {@code pool.json}, the pool's part of the plan, to a folder.
     *
     * @throws SimulationFileException if that is not possible
     */
    public void writeTo(Path folder) {
        writeTo(folder, null);
    }

    void writeTo(Path folder, @Nullable AccountHistory recorded) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("report.json"), toJson());
            Files.writeString(folder.resolve("report.html"), ReportPage.of(this, recorded));
            Files.writeString(folder.resolve("pool.json"), plan.pool().toJson());
        } catch (IOException e) {
            throw new SimulationFileException("The report cannot be written to " + folder + ": " + e, e);
        }
    }

    /** The report as JSON; times as {@code 1h30m}. */
    public String toJson() {
        return Json.write(this);
    }
}
