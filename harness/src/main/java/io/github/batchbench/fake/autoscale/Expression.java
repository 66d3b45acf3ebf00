package io.github.batchbench.fake.autoscale;

import io.github.batchbench.fake.autoscale.Lexer.Position;
import java.util.List;

/** A part of a formula, with its place for messages. */
sealed interface Expression {
    Position position();

    /** A number or a text. */
    record Literal(Position position, Value value) implements Expression {}

    /** A variable or a constant. */
    record Name(Position position, String name) implements Expression {}

    /** {@code [1, 2, 3]}. */
    record Vector(Position position, List<Expression> items) implements Expression {}

    /** {@code -x} or {@code !x}. */
    record Unary(Position position, String operator, Expression operand) implements Expression {}

    /** {@code x + y} and the like. */
    record Binary(Position position, String operator, Expression left, Expression right) implements Expression {}

    /** {@code test ? then : otherwise}; only one of the two is evaluated. */
    record Conditional(Position position, Expression test, Expression then, Expression otherwise)
            implements Expression {}

    /** {@code avg(x, y)}. */
    record Call(Position position, String function, List<Expression> arguments) implements Expression {}

    /** {@code $ActiveTasks.GetSample(1)}. */
    record Method(Position position, Expression object, String method, List<Expression> arguments)
            implements Expression {}

    /** {@code time().hour}. */
    record Member(Position position, Expression object, String member) implements Expression {}
}
