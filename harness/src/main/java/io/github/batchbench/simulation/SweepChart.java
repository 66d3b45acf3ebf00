package io.github.batchbench.simulation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Cost against makespan as SVG, both on logarithmic scales, with a line through the best points and a ring at the knee. */
final class SweepChart {
    private static final int WIDTH = 860;
    private static final int HEIGHT = 470;
    private static final int LEFT = 80;
    private static final int RIGHT = 20;
    private static final int TOP = 20;
    private static final int BOTTOM = 60;
    private static final int COLOURS = 6;
    private static final double[] TICK_SECONDS = {
        0.001,
        0.01,
        0.1,
        1,
        2,
        5,
        10,
        20,
        30,
        60,
        120,
        300,
        600,
        1200,
        1800,
        3600,
        7200,
        18000,
        36000,
        86_400,
        172_800,
        432_000,
        864_000,
        2_592_000,
        7_776_000,
        31_536_000
    };

    private final List<SweepReport.Point> points;
    private final String costName;
    private final List<String> groups;
    private final Scale across;
    private final Scale up;

    SweepChart(SweepReport report) {
        this.points = report.points();
        this.costName = report.costName();
        this.groups = points.stream().map(SweepChart::group).distinct().toList();
        this.across = Scale.of(points, SweepChart::seconds, LEFT, WIDTH - RIGHT);
        this.up = Scale.of(points, SweepChart::cost, HEIGHT - BOTTOM, TOP);
    }

    /** A logarithmic scale from values to places. */
    private record Scale(double low, double high, int from, int to) {
        static Scale of(List<SweepReport.Point> points, ToDoubleFunction<SweepReport.Point> value, int from, int to) {
            double low = points.stream().mapToDouble(value).min().orElse(1);
            double high = points.stream().mapToDouble(value).max().orElse(1);
            return new Scale(low / 1.1, high * 1.1, from, to);
        }

        double place(double value) {
            return from + (to - from) * Math.log(value / low) / Math.log(high / low);
        }

        boolean holds(double value) {
            return value >= low && value <= high;
        }
    }

    private static double seconds(SweepReport.Point point) {
        return Math.max(0.001, point.makespan().toMillis() / 1000.0);
    }

    /** What costs nothing has a place below a cent. */
    private static double cost(SweepReport.Point point) {
        return Math.max(0.001, point.cost());
    }

    /** All that is varied but the first figure, along which a line of points runs. */
    private static String group(SweepReport.Point point) {
        return point.values().entrySet().stream().skip(1).map(Object::toString).collect(Collectors.joining(", "));
    }

    String svg() {
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s against makespan; the same figures are in the"
                        + " table\">%n",
                WIDTH,
                HEIGHT,
                costName));
        for (double tick : TICK_SECONDS) {
            if (across.holds(tick)) {
                svg.append(vertical(across.place(tick), duration(tick)));
            }
        }
        for (double tick : ones(up)) {
            svg.append(horizontal(up.place(tick), number(tick)));
        }
        svg.append(text(LEFT + (WIDTH - LEFT - RIGHT) / 2.0, HEIGHT - 12, "middle", "makespan"));
        svg.append(text(LEFT, TOP - 6, "middle", costName));
        svg.append(front());
        points.forEach(point -> svg.append(dot(point)));
        return svg.append("</svg>").toString().replace("\r\n", "\n");
    }

    /** The names of the colours, where there is more than one. */
    List<Map.Entry<String, String>> legend() {
        List<Map.Entry<String, String>> legend = new ArrayList<>();
        for (int i = 0; i < groups.size() && groups.size() > 1; i++) {
            legend.add(Map.entry("c" + i % COLOURS, groups.get(i)));
        }
        return legend;
    }

    private String front() {
        String places = points.stream()
                .filter(point -> point.mark() != SweepReport.Mark.NONE)
                .sorted(Comparator.comparing(SweepReport.Point::makespan))
                .map(point -> at(across.place(seconds(point))) + "," + at(up.place(cost(point))))
                .collect(Collectors.joining(" "));
        return "<polyline class=\"best\" points=\"" + places + "\"/>\n";
    }

    private String dot(SweepReport.Point point) {
        String x = at(across.place(seconds(point)));
        String y = at(up.place(cost(point)));
        String colour = point.finished() ? "c" + groups.indexOf(group(point)) % COLOURS : "unfinished";
        String title = SweepReport.cells(point).entrySet().stream()
                .map(cell -> (cell.getKey() + " " + cell.getValue()).strip())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        String ring = point.mark() == SweepReport.Mark.KNEE
                ? "<circle class=\"knee\" cx=\"%s\" cy=\"%s\" r=\"11\"/>%n".formatted(x, y)
                        + text(
                                across.place(seconds(point)) + 15,
                                up.place(cost(point)) - 8,
                                "start",
                                "knee: " + values(point))
                : "";
        return ring
                + "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"%s\"><title>%s</title></circle>%n"
                        .formatted(colour, x, y, point.mark() == SweepReport.Mark.NONE ? "3.5" : "6", title);
    }

    private static String values(SweepReport.Point point) {
        return point.values().entrySet().stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static String vertical(double x, String label) {
        return "<line x1=\"%s\" y1=\"%d\" x2=\"%s\" y2=\"%d\"/>%n".formatted(at(x), TOP, at(x), HEIGHT - BOTTOM)
                + text(x, HEIGHT - BOTTOM + 18, "middle", label);
    }

    private static String horizontal(double y, String label) {
        return "<line x1=\"%d\" y1=\"%s\" x2=\"%d\" y2=\"%s\"/>%n".formatted(LEFT, at(y), WIDTH - RIGHT, at(y))
                + text(LEFT - 8, y + 4, "end", label);
    }

    private static String text(double x, double y, String anchor, String text) {
        return "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>%n".formatted(at(x), at(y), anchor, text);
    }

    /** One, two and five times the powers of ten; if too few of them fit, their parts. */
    private static List<Double> ones(Scale scale) {
        List<Double> ticks = ticks(scale, List.of(1.0, 2.0, 5.0));
        return ticks.size() >= 2
                ? ticks
                : ticks(scale, List.of(1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0));
    }

    private static List<Double> ticks(Scale scale, List<Double> parts) {
        List<Double> ticks = new ArrayList<>();
        for (int power = -3; power <= 12; power++) {
            for (double part : parts) {
                double tick = part * Math.pow(10, power);
                if (scale.holds(tick)) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }

    private static String at(double place) {
        return String.format(Locale.ROOT, "%.1f", place);
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value)
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String duration(double seconds) {
        if (seconds >= 86_400) {
            return number(seconds / 86_400) + " d";
        }
        if (seconds >= 3600) {
            return number(seconds / 3600) + " h";
        }
        return seconds >= 60 ? number(seconds / 60) + " min" : number(seconds) + " s";
    }
}
