package io.github.batchbench.fake.model;

import java.util.Set;

/**
 * Which rules are lifted. Immutable.
 *
 * @param lifted the rules that are not checked; empty where the fake is as strict as the service
 */
public record Strictness(Set<ValidationRule> lifted) {
    /** As strict as the service. */
    public static final Strictness FULL = new Strictness(Set.of());

    /** Copies the set. */
    public Strictness {
        lifted = Set.copyOf(lifted);
    }

    /** Whether the rule is checked. */
    public boolean checks(ValidationRule rule) {
        return !lifted.contains(rule);
    }

    /** The refusal of a property by a rule: the service's words, and how to lift the rule. */
    public static BatchException refusal(ValidationRule rule, String property, String reason) {
        return BatchErrorCode.INVALID_PROPERTY_VALUE
                .exception()
                .with("PropertyName", property)
                .with(
                        "Reason",
                        reason + " (Batchbench checks this by its rule " + rule.word() + "; serve --lenient "
                                + rule.word() + " or FakeAzureOptions.withLenient lifts it.)");
    }
}
