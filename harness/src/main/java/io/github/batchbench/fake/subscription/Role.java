package io.github.batchbench.fake.subscription;

import io.github.batchbench.fake.model.Facts;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What whoever has it may do.
 *
 * @param name for example {@code Reader}
 * @param id a UUID
 * @param actions what it lets do with resources; a star stands for any text
 * @param notActions what it does not let do all the same
 * @param dataActions what it lets do with what is in them
 */
public record Role(String name, String id, List<String> actions, List<String> notActions, List<String> dataActions) {
    /** What nobody may do by an action, but by a data action only. */
    private static final String BLOBS = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/";

    private static final List<Role> ALL =
            Facts.lines("subscription/roles.txt").stream().map(Role::read).toList();

    private static Role read(String line) {
        String[] parts = line.split("\\|", -1);
        return new Role(parts[0], parts[1], list(parts[2]), list(parts[3]), list(parts[4]));
    }

    private static List<String> list(String text) {
        return Stream.of(text.split(",", -1)).filter(part -> !part.isEmpty()).toList();
    }

    /** The built-in roles that there are here. */
    public static List<Role> all() {
        return ALL;
    }

    /** The role of this id, in whatever case. */
    public static Optional<Role> ofId(String id) {
        return ALL.stream().filter(role -> role.id.equalsIgnoreCase(id)).findFirst();
    }

    /**
     * The role of this name, in whatever case.
     *
     * @throws IllegalArgumentException if there is none; the message lists them
     */
    public static Role ofName(String name) {
        return ALL.stream()
                .filter(role -> role.name.equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no role '" + name + "', only "
                        + String.join(", ", ALL.stream().map(Role::name).toList()) + "."));
    }

    /**
     * Whether it lets somebody do this. Batch takes roles with actions alone for jobs and tasks, too, as its documentation gives
     * Reader and Contributor to clients of the data plane; Blob storage does not.
     *
     * @param action for example {@code Microsoft.Batch/batchAccounts/pools/write}
     */
    boolean permits(String action) {
        return dataActions.stream().anyMatch(pattern -> covers(pattern, action)) || permitsByActions(action);
    }

    private boolean permitsByActions(String action) {
        return !action.regionMatches(true, 0, BLOBS, 0, BLOBS.length())
                && actions.stream().anyMatch(pattern -> covers(pattern, action))
                && notActions.stream().noneMatch(pattern -> covers(pattern, action));
    }

    private static boolean covers(String pattern, String action) {
        String regex = "\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E";
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(action).matches();
    }
}
