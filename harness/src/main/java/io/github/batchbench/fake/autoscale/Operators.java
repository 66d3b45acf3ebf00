package io.github.batchbench.fake.autoscale;

import io.github.batchbench.fake.autoscale.Value.Interval;
import io.github.batchbench.fake.autoscale.Value.Scalar;
import io.github.batchbench.fake.autoscale.Value.Text;
import io.github.batchbench.fake.autoscale.Value.Timestamp;
import io.github.batchbench.fake.autoscale.Value.Vector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/** The operators, on the types that the documentation lists for them and on no others. */
final class Operators {
    private static final double NANOS = 1e9;

    private Operators() {}

    static Value unary(Expression.Unary expression, Value operand) {
        if (operand instanceof Scalar scalar) {
            return expression.operator().equals("-") ? new Scalar(-scalar.value()) : Scalar.of(scalar.value() == 0);
        }
        if (operand instanceof Interval interval && expression.operator().equals("-")) {
            return new Interval(interval.value().negated());
        }
        throw new FormulaException(
                expression.position(), "Operator " + expression.operator() + " cannot be applied to " + operand.type());
    }

    static Value binary(Expression.Binary expression, Value left, Value right) {
        return switch (expression.operator()) {
            case "+", "-", "*", "/" -> arithmetic(expression, left, right);
            default -> Scalar.of(holds(expression.operator(), compare(expression, left, right)));
        };
    }

    private static Value arithmetic(Expression.Binary expression, Value left, Value right) {
        String operator = expression.operator();
        if (left instanceof Scalar a && right instanceof Scalar b) {
            return new Scalar(function(operator).applyAsDouble(a.value(), b.value()));
        }
        if (left instanceof Vector a && (right instanceof Vector || right instanceof Scalar)) {
            return vector(expression, a, right);
        }
        if (left instanceof Interval a && right instanceof Interval b && isSum(operator)) {
            return new Interval(
                    operator.equals("+") ? a.value().plus(b.value()) : a.value().minus(b.value()));
        }
        if (left instanceof Interval a && right instanceof Scalar b && !isSum(operator)) {
            return scaled(a, operator.equals("*") ? b.value() : 1 / b.value());
        }
        if (left instanceof Scalar a && right instanceof Interval b && operator.equals("*")) {
            return scaled(b, a.value());
        }
        return times(expression, left, right);
    }

    private static Value times(Expression.Binary expression, Value left, Value right) {
        String operator = expression.operator();
        if (left instanceof Timestamp a && right instanceof Interval b && operator.equals("+")) {
            return new Timestamp(a.value().plus(b.value()));
        }
        if (left instanceof Interval a && right instanceof Timestamp b && operator.equals("+")) {
            return new Timestamp(b.value().plus(a.value()));
        }
        if (left instanceof Timestamp a && right instanceof Timestamp b && operator.equals("-")) {
            return new Interval(Duration.between(b.value(), a.value()));
        }
        throw mismatch(expression, left, right);
    }

    private static Value vector(Expression.Binary expression, Vector left, Value right) {
        DoubleBinaryOperator function = function(expression.operator());
        List<Double> values = new ArrayList<>(left.values().size());
        for (int i = 0; i < left.values().size(); i++) {
            double other;
            if (right instanceof Scalar scalar) {
                other = scalar.value();
            } else {
                List<Double> others = ((Vector) right).values();
                if (others.size() != left.values().size()) {
                    throw new FormulaException(expression.position(), "The vectors differ in length");
                }
                other = others.get(i);
            }
            values.add(function.applyAsDouble(left.values().get(i), other));
        }
        return new Vector(values);
    }

    private static int compare(Expression.Binary expression, Value left, Value right) {
        if (left instanceof Scalar a && right instanceof Scalar b) {
            return Double.compare(a.value() + 0.0, b.value() + 0.0);
        }
        if (left instanceof Text a && right instanceof Text b) {
            return a.value().compareTo(b.value());
        }
        if (left instanceof Timestamp a && right instanceof Timestamp b) {
            return a.value().compareTo(b.value());
        }
        if (left instanceof Interval a && right instanceof Interval b) {
            return a.value().compareTo(b.value());
        }
        throw mismatch(expression, left, right);
    }

    private static boolean holds(String operator, int comparison) {
        return switch (operator) {
            case "<" -> comparison < 0;
            case "<=" -> comparison <= 0;
            case "==" -> comparison == 0;
            case ">=" -> comparison >= 0;
            case ">" -> comparison > 0;
            default -> comparison != 0;
        };
    }

    private static DoubleBinaryOperator function(String operator) {
        return switch (operator) {
            case "+" -> Double::sum;
            case "-" -> (a, b) -> a - b;
            case "*" -> (a, b) -> a * b;
            default -> (a, b) -> a / b;
        };
    }

    private static Interval scaled(Interval interval, double factor) {
        double seconds = interval.value().toSeconds() + interval.value().toNanosPart() / NANOS;
        double scaled = seconds * factor;
        double whole = Math.floor(scaled);
        return new Interval(Duration.ofSeconds((long) whole, Math.round((scaled - whole) * NANOS)));
    }

    private static boolean isSum(String operator) {
        return operator.equals("+") || operator.equals("-");
    }

    private static FormulaException mismatch(Expression.Binary expression, Value left, Value right) {
        return new FormulaException(
                expression.position(),
                "Operator " + expression.operator() + " cannot be applied to " + left.type() + " and " + right.type());
    }
}
