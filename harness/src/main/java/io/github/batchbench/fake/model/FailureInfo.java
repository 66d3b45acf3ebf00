package io.github.batchbench.fake.model;

import java.util.List;

/**
 * Why a task or start task failed, as {@code failureInfo} shows it.
 *
 * @param category whose fault it was
 * @param code for example {@code FailureExitCode}, {@code CommandProgramNotFound}, {@code BlobNotFound}
 * @param message one sentence
 * @param details name and value pairs, may be empty
 */
public record FailureInfo(Category category, String code, String message, List<Detail> details) {
    /** Whose fault a failure was. */
    public enum Category {
        /** The user's: command, files, settings. */
        USER_ERROR("UserError"),
        /** The service's or the node's. */
        SERVER_ERROR("ServerError");

        private final String wireName;

        Category(String wireName) {
            this.wireName = wireName;
        }

        /** The name as the service writes it. */
        public String wireName() {
            return wireName;
        }
    }

    /** One fact about a failure. */
    public record Detail(String name, String value) {}

    /** A user error. */
    public static FailureInfo userError(String code, String message, Detail... details) {
        return new FailureInfo(Category.USER_ERROR, code, message, List.of(details));
    }
}
