package io.github.batchbench.benchmarks.report;

import java.util.Locale;
import java.util.Map;

/**
 * A metric's unit, taken apart so that 1 ms/op and 1000 us/op are the same.
 *
 * @param text as the report has it
 * @param dimension what can be compared with what: {@code time/op}, {@code op/time}, or the text itself
 * @param factor multiplies a value in this unit to get ns/op, op/s, or the value itself
 */
public record Unit(String text, String dimension, double factor) {
    private static final Map<String, Double> NANOSECONDS = Map.ofEntries(
            Map.entry("ns", 1.0),
            Map.entry("us", 1e3),
            Map.entry("μs", 1e3),
            Map.entry("ms", 1e6),
            Map.entry("s", 1e9),
            Map.entry("sec", 1e9),
            Map.entry("min", 60e9),
            Map.entry("hr", 3600e9),
            Map.entry("day", 86_400e9));

    private static final Map<String, Double> BYTES =
            Map.of("B/op", 1.0, "KB/op", 1024.0, "MB/op", 1048576.0, "GB/op", 1073741824.0);

    /** Reads a {@code scoreUnit}; an unknown one is comparable with itself only. */
    public static Unit parse(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        Double time = small.endsWith("/op") ? NANOSECONDS.get(small.substring(0, small.length() - 3)) : null;
        if (time != null) {
            return new Unit(text, "time/op", time);
        }
        Double rate = small.startsWith("ops/") ? NANOSECONDS.get(small.substring(4)) : null;
        if (rate != null) {
            return new Unit(text, "op/time", 1e9 / rate);
        }
        Double bytes = BYTES.get(text);
        return bytes == null ? new Unit(text, text, 1) : new Unit(text, "bytes/op", bytes);
    }
}
