package io.github.batchbench.benchmarks.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 5%} or {@code 0.05}. */
final class Percent implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        try {
            return text.endsWith("%")
                    ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100
                    : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException(
                    "'" + text + "' is neither a percentage such as 5% nor a fraction such as 0.05");
        }
    }
}
