package io.github.batchbench.fake.autoscale;

import io.github.batchbench.fake.autoscale.Evaluation.Targets;
import io.github.batchbench.fake.autoscale.Lexer.Position;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** An auto-scale formula that could be read. Immutable; evaluating it changes nothing. */
public final class Formula {
    /**
     * A statement of a formula.
     *
     * @param variable what is assigned to, empty for a mere expression
     */
    record Statement(Position position, String variable, Expression value) {}

    /** The longest formula that the service takes, in bytes. */
    public static final int MAX_BYTES = 8 * 1024;

    private final List<Statement> statements;

    private Formula(List<Statement> statements) {
        this.statements = statements;
    }

    /**
     * Reads a formula.
     *
     * @throws FormulaException if it has a syntax error
     */
    public static Formula parse(String text) {
        return new Formula(Parser.statements(text));
    }

    /**
     * Evaluates a formula, which may have syntax errors: they are an evaluation's error too (recorded).
     *
     * @param text the formula
     * @param targets what the pool has now
     * @param samples what was measured
     * @param now the time that {@code time()} gives
     * @param seed of {@code rand()}
     */
    public static Evaluation evaluate(String text, Targets targets, SampleSource samples, Instant now, long seed) {
        try {
            return parse(text).evaluate(targets, samples, now, seed);
        } catch (FormulaException e) {
            return failed(targets, e);
        }
    }

    /** Evaluates this formula; an error leaves the targets as they were. */
    public Evaluation evaluate(Targets targets, SampleSource samples, Instant now, long seed) {
        Variables variables = new Variables(targets);
        Interpreter interpreter =
                new Interpreter(variables, new Functions(now, new SplittableRandom(seed)), new Metrics(samples, now));
        try {
            for (Statement statement : statements) {
                run(statement, variables, interpreter);
            }
        } catch (Interpreter.Stopped e) {
            // What was assigned before stop() counts.
            return new Evaluation(variables.targets(), variables.results(), Optional.empty());
        } catch (FormulaException e) {
            return failed(targets, e);
        } catch (ArithmeticException e) {
            return failed(targets, new FormulaException(new Position(1, 1), "A time or interval is out of range"));
        }
        return new Evaluation(variables.targets(), variables.results(), Optional.empty());
    }

    private static void run(Statement statement, Variables variables, Interpreter interpreter) {
        if (statement.variable().isEmpty()) {
            interpreter.evaluate(statement.value());
        } else {
            Value value = statement.variable().startsWith("$Target")
                    ? interpreter.plain(statement.value())
                    : interpreter.evaluate(statement.value());
            variables.set(statement.position(), statement.variable(), value);
        }
    }

    private static Evaluation failed(Targets targets, FormulaException error) {
        return new Evaluation(targets, new Variables(targets).results(), Optional.of(error));
    }
}
