package io.github.batchbench.junit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What tests run on. The one switch is {@code batchbench.target}: a system property, a JUnit configuration parameter, or
 * the environment variable {@code BATCHBENCH_TARGET}, in this order; {@code offline} if nothing is said.
 */
public enum TestTarget {
    /** The fake. */
    OFFLINE,
    /** A real account, which costs money. */
    LIVE;

    /** The name of the switch. */
    public static final String SWITCH = "batchbench.target";

    private static final String VARIABLE = "BATCHBENCH_TARGET";

    static TestTarget of(ExtensionContext context) {
        return Optional.ofNullable(System.getProperty(SWITCH))
                .or(() -> context.getConfigurationParameter(SWITCH))
                .or(() -> Optional.ofNullable(System.getenv(VARIABLE)))
                .map(TestTarget::parse)
                .orElse(OFFLINE);
    }

    private static TestTarget parse(String word) {
        return Arrays.stream(values())
                .filter(target -> target.name().toLowerCase(Locale.ROOT).equals(word.strip()))
                .findFirst()
                .orElseThrow(() ->
                        new ExtensionConfigurationException(SWITCH + " must be offline or live, not '" + word + "'."));
    }
}
