package io.github.batchbench.fake.autoscale;

import io.github.batchbench.fake.autoscale.Lexer.Position;
import io.github.batchbench.fake.autoscale.Value.Metric;
import io.github.batchbench.fake.autoscale.Value.Scalar;
import io.github.batchbench.fake.autoscale.Value.Text;
import io.github.batchbench.fake.autoscale.Value.Timestamp;
import io.github.batchbench.fake.autoscale.Value.Vector;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/** Evaluates expressions. */
final class Interpreter {
    /** What {@code stop()} throws; caught where the statements run. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("stop()", null, false, false);
        }
    }

    private final Variables variables;
    private final Functions functions;
    private final Metrics metrics;

    Interpreter(Variables variables, Functions functions, Metrics metrics) {
        this.variables = variables;
        this.functions = functions;
        this.metrics = metrics;
    }

    Value evaluate(Expression expression) {
        if (expression instanceof Expression.Literal literal) {
            return literal.value();
        }
        if (expression instanceof Expression.Name name) {
            return variables.get(name.position(), name.name());
        }
        if (expression instanceof Expression.Vector vector) {
            return vector(vector);
        }
        if (expression instanceof Expression.Unary unary) {
            return Operators.unary(unary, plain(unary.operand()));
        }
        if (expression instanceof Expression.Binary binary) {
            return binary(binary);
        }
        if (expression instanceof Expression.Conditional conditional) {
            return evaluate(truth(conditional.test()) ? conditional.then() : conditional.otherwise());
        }
        if (expression instanceof Expression.Call call) {
            if (call.function().equals("stop")) {
                throw new Stopped();
            }
            return functions.call(call, plain(call.arguments()));
        }
        if (expression instanceof Expression.Method method) {
            return method(method);
        }
        return member((Expression.Member) expression);
    }

    /** The value; of a metric its latest sample. */
    Value plain(Expression expression) {
        Value value = evaluate(expression);
        return value instanceof Metric metric ? metrics.latest(expression.position(), metric) : value;
    }

    private List<Value> plain(List<Expression> expressions) {
        return expressions.stream().map(this::plain).toList();
    }

    private Value binary(Expression.Binary binary) {
        return switch (binary.operator()) {
            case "&&" -> Scalar.of(truth(binary.left()) && truth(binary.right()));
            case "||" -> Scalar.of(truth(binary.left()) || truth(binary.right()));
            default -> Operators.binary(binary, plain(binary.left()), plain(binary.right()));
        };
    }

    private boolean truth(Expression expression) {
        if (plain(expression) instanceof Scalar scalar) {
            return scalar.value() != 0;
        }
        throw new FormulaException(expression.position(), "A double was expected");
    }

    private Value vector(Expression.Vector vector) {
        List<Double> values = new ArrayList<>();
        for (Expression item : vector.items()) {
            Value value = plain(item);
            if (value instanceof Scalar scalar) {
                values.add(scalar.value());
            } else if (value instanceof Vector inner) {
                values.addAll(inner.values());
            } else {
                throw new FormulaException(item.position(), "A double was expected, not a " + value.type());
            }
        }
        return new Vector(values);
    }

    private Value method(Expression.Method method) {
        if (evaluate(method.object()) instanceof Metric metric) {
            return metrics.call(method, metric, plain(method.arguments()));
        }
        throw new FormulaException(method.position(), "Undefined symbol: " + method.method());
    }

    private Value member(Expression.Member member) {
        if (!(evaluate(member.object()) instanceof Timestamp timestamp)) {
            throw new FormulaException(member.position(), "Undefined symbol: " + member.member());
        }
        ZonedDateTime time = timestamp.value().atZone(ZoneOffset.UTC);
        return new Scalar(
                switch (member.member()) {
                    case "year" -> time.getYear();
                    case "month" -> time.getMonthValue();
                    case "day" -> time.getDayOfMonth();
                    // 1 for Monday is documented; Sunday is 0, as in .NET, by guess.
                    case "weekday" -> time.getDayOfWeek().getValue() % 7;
                    case "hour" -> time.getHour();
                    case "minute" -> time.getMinute();
                    case "second" -> time.getSecond();
                    default -> throw new FormulaException(member.position(), "Undefined symbol: " + member.member());
                });
    }

    /** The text of a value that is one, for the deallocation option. */
    static String text(Position position, Value value) {
        if (value instanceof Text text) {
            return text.value();
        }
        throw new FormulaException(position, "A string was expected, not a " + value.type());
    }
}
