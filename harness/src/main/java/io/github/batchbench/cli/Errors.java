package io.github.batchbench.cli;

import io.github.batchbench.api.InvalidInputException;
import io.github.batchbench.api.LimitExceededException;
import io.github.batchbench.api.WorkflowInterruptedException;
import io.github.batchbench.api.WorkflowTimeoutException;
import io.github.batchbench.azure.AzureException;
import io.github.batchbench.azure.batch.PoolUnusableException;
import io.github.batchbench.azure.batch.TasksNotAddedException;
import io.github.batchbench.simulation.SimulationFileException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says what went wrong in words, without a stack trace unless the error is our own. */
final class Errors implements IExecutionExceptionHandler {
    private static final Map<Class<? extends Exception>, ExitCode> CODES = codes();

    private static Map<Class<? extends Exception>, ExitCode> codes() {
        Map<Class<? extends Exception>, ExitCode> codes = new LinkedHashMap<>();
        codes.put(InvalidInputException.class, ExitCode.INPUT);
        codes.put(LimitExceededException.class, ExitCode.LIMIT);
        codes.put(SimulationFileException.class, ExitCode.INPUT);
        codes.put(WorkflowTimeoutException.class, ExitCode.TIMEOUT);
        codes.put(WorkflowInterruptedException.class, ExitCode.INTERRUPTED);
        codes.put(TasksNotAddedException.class, ExitCode.SERVICE);
        codes.put(PoolUnusableException.class, ExitCode.SERVICE);
        codes.put(AzureException.class, ExitCode.SERVICE);
        codes.put(CancellationException.class, ExitCode.INTERRUPTED);
        codes.put(IllegalArgumentException.class, ExitCode.USAGE);
        return codes;
    }

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        ExitCode code = CODES.entrySet().stream()
                .filter(entry -> entry.getKey().isInstance(thrown))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(ExitCode.INTERNAL);
        if (code == ExitCode.INTERNAL && Interruption.isUnderWay()) {
            return ExitCode.INTERRUPTED.number();
        }
        if (thrown instanceof InvalidPathException) {
            err.println("A name has characters that this locale cannot write (" + thrown.getMessage()
                    + "): set LC_ALL=C.UTF-8.");
            return ExitCode.INPUT.number();
        }
        if (code == ExitCode.INTERNAL) {
            err.println("This is a mistake in batchbench itself; please report it with these lines:");
            thrown.printStackTrace(err);
            return code.number();
        }
        err.println(thrown.getMessage());
        for (Throwable trouble : thrown.getSuppressed()) {
            err.println("Left behind: " + trouble.getMessage());
        }
        return code.number();
    }
}
