package io.github.batchbench.cli;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.UnmatchedArgumentException;

/** What somebody may have meant who mistyped an option or a command. */
final class Suggestion {
    private static final int MOST_MISTAKES = 2;

    private Suggestion() {}

    /** The name that is nearest to the first unknown one, empty if none is near. */
    static Optional<String> of(UnmatchedArgumentException wrong) {
        String typed = wrong.getUnmatched().get(0).split("=", 2)[0];
        CommandLine command = wrong.getCommandLine();
        return Stream.concat(
                        command.getCommandSpec().optionsMap().keySet().stream(),
                        command.getSubcommands().keySet().stream())
                .filter(name -> distance(typed, name) <= MOST_MISTAKES)
                .min(Comparator.comparingInt(name -> distance(typed, name)));
    }

    /** How many letters to insert, remove, change or swap with the next. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + change);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
