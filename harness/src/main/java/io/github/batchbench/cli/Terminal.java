package io.github.batchbench.cli;

import java.io.Console;
import java.util.Locale;
import java.util.Objects;

/** Whether a person is there, and what that person says. */
final class Terminal {
    private Terminal() {}

    @SuppressWarnings("SystemConsoleNull") // Null up to JDK 21; since then a console tells whether it is a terminal.
    static boolean isThere() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException jdkBefore22) {
            return true;
        }
    }

    /** Asks; anything but a no is a yes, and so is silence. */
    static boolean confirms(String question) {
        String answer = Objects.requireNonNull(System.console()).readLine(question + " [Y/n] ");
        return answer == null || !answer.strip().toLowerCase(Locale.ROOT).startsWith("n");
    }
}
