package io.github.batchbench.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What each combination of a sweep comes to. The same plan, seed and values give an equal report, and the same bytes.
 *
 * @param priced whether the plan has prices; without them a point's cost is its node hours
 * @param tasks of the plan
 * @param points in the order of the combinations
 */
public record SweepReport(boolean priced, long tasks, List<Point> points) {
    /** Copies the list. */
    public SweepReport {
        points = List.copyOf(points);
    }

    /**
     * One combination.
     *
     * @param values of what is varied, by name
     * @param finished whether every task completed before the plan's limit
     * @param makespan from the start to the end of the last task, or to the limit
     * @param cost in the currency of the plan's prices, or node hours
     * @param nodeHours of dedicated and spot nodes together
     * @param utilisation the share of paid slot time in which tasks ran, from 0 to 1
     * @param mark what it is among the others
     */
    public record Point(
            Map<String, Integer> values,
            boolean finished,
            Duration makespan,
            double cost,
            double nodeHours,
            double utilisation,
            Mark mark) {
        static Point of(Map<String, Integer> values, SimulationReport report) {
            double hours = (report.nodes().dedicatedMinutes() + report.nodes().lowPriorityMinutes()) / 60;
            boolean priced = report.plan().machines().arePriced();
            return new Point(
                    values,
                    report.finished(),
                    report.makespan(),
                    SimulationReport.rounded(priced ? report.nodes().cost() : hours, 2),
                    SimulationReport.rounded(hours, 2),
                    report.nodes().utilisation(),
                    Mark.NONE);
        }

        private Point marked(Mark as) {
            return new Point(values, finished, makespan, cost, nodeHours, utilisation, as);
        }

        /** No slower and no dearer than another, and one of both for less. */
        private boolean beats(Point other) {
            return makespan.compareTo(other.makespan) <= 0
                    && cost <= other.cost
                    && (makespan.compareTo(other.makespan) < 0 || cost < other.cost);
        }

        private double product() {
            return makespan.toMillis() * cost;
        }
    }

    /** What a point is among the others. */
    public enum Mark {
        /** Another is faster for no more money, or cheaper in no more time; or it did not finish. */
        NONE,
        /** None is both faster and cheaper. */
        BEST,
        /**
         * The one of the best whose time and cost, multiplied, are least: with more nodes a per cent of time costs more than a per
         * cent of money, with fewer a per cent of money costs more than a per cent of time.
         */
        KNEE
    }

    static SweepReport of(SimulationPlan plan, List<Point> points) {
        List<Point> finished = points.stream().filter(Point::finished).toList();
        List<Point> best = finished.stream()
                .filter(point -> finished.stream().noneMatch(other -> other.beats(point)))
                .toList();
        Optional<Point> knee = best.stream().min(Comparator.comparingDouble(Point::product));
        return new SweepReport(
                plan.machines().arePriced(),
                plan.taskCount(),
                points.stream()
                        .map(point -> point.marked(
                                knee.filter(point::equals).isPresent()
                                        ? Mark.KNEE
                                        : best.contains(point) ? Mark.BEST : Mark.NONE))
                        .toList());
    }

    /** The point at the knee; empty if none finished. */
    public Optional<Point> knee() {
        return points.stream().filter(point -> point.mark() == Mark.KNEE).findFirst();
    }

    /** What a point's cost is called. */
    public String costName() {
        return priced ? "cost" : "node hours";
    }

    /** A point's figures by column, in words: what is varied, then what it comes to. */
    public static Map<String, String> cells(Point point) {
        Map<String, String> cells = new LinkedHashMap<>();
        point.values().forEach((name, value) -> cells.put(name, Integer.toString(value)));
        cells.put("makespan", Check.text(point.makespan()));
        cells.put("cost", SimulationReport.text(point.cost(), 2));
        cells.put("node hours", SimulationReport.text(point.nodeHours(), 2));
        cells.put("utilisation", SimulationReport.text(point.utilisation() * 100, 1) + " %");
        cells.put("", point.finished() ? word(point.mark()) : "not over at the limit");
        return cells;
    }

    private static String word(Mark mark) {
        return switch (mark) {
            case NONE -> "";
            case BEST -> "best";
            case KNEE -> "knee";
        };
    }

    /** The report as JSON; times as {@code 1h30m}. */
    public String toJson() {
        return Json.write(this);
    }

    /** A header, and a line for each point; times in seconds. */
    public String toCsv() {
        StringBuilder csv = new StringBuilder();
        if (!points.isEmpty()) {
            csv.append(String.join(",", points.get(0).values().keySet()))
                    .append(",finished,makespan_seconds,cost,node_hours,utilisation,mark\n");
        }
        for (Point point : points) {
            point.values().values().forEach(value -> csv.append(value).append(','));
            csv.append(point.finished())
                    .append(',')
                    .append(point.makespan().toMillis() / 1000.0)
                    .append(',')
                    .append(point.cost())
                    .append(',')
                    .append(point.nodeHours())
                    .append(',')
                    .append(point.utilisation())
                    .append(',')
                    .append(word(point.mark()))
                    .append('\n');
        }
        return csv.toString();
    }

    /** The report as a page with a chart of cost against makespan; it needs no other file and no network. */
    public String toHtml() {
        return SweepPage.of(this);
    }

    /**
     * Writes {@code sweep.json}, {@code sweep.csv} and {@code sweep.html} to a folder.
     *
     * @throws SimulationFileException if that is not possible
     */
    public void writeTo(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("sweep.json"), toJson());
            Files.writeString(folder.resolve("sweep.csv"), toCsv());
            Files.writeString(folder.resolve("sweep.html"), toHtml());
        } catch (IOException e) {
            throw new SimulationFileException("The sweep cannot be written to " + folder + ": " + e, e);
        }
    }
}
