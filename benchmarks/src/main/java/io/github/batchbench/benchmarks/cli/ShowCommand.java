package io.github.batchbench.benchmarks.cli;

import io.github.batchbench.benchmarks.compare.render.ReportTable;
import io.github.batchbench.benchmarks.report.Report;
import io.github.batchbench.benchmarks.report.ReportReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One report, as a table. */
@Command(
        name = "show",
        description = "Prints one report as a table in Markdown, with its environment. Reads any JMH JSON.",
        mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "REPORT", description = "Made by run, or by JMH with -rf json.")
    private Path report = Path.of("");

    @Mixin
    private RowChoice choice = new RowChoice();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Report read = ReportReader.read(report);
        Optional<String> miss = choice.miss(Stream.of(read));
        if (miss.isPresent()) {
            throw new ParameterException(spec.commandLine(), miss.get());
        }
        ReportTable.write(
                read, row -> choice.test(row.key()), spec.commandLine().getOut());
        return Main.OK;
    }
}
