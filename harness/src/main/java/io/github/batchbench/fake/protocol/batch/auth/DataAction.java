package io.github.batchbench.fake.protocol.batch.auth;

import io.github.batchbench.fake.protocol.Request;
import java.util.Locale;

/**
 * What a request does to an account, in the words that roles have for it. The words are documented; which of them an operation needs
 * follows from its path and method, which is a guess where these are not plain.
 */
final class DataAction {
    private static final String ACCOUNT = "Microsoft.Batch/batchAccounts/";

    private DataAction() {}

    /** For example {@code Microsoft.Batch/batchAccounts/jobs/write}, also of a job's tasks and files. */
    static String of(Request request) {
        String kind = request.path().replaceFirst("^/+", "").split("[/(]", 2)[0].toLowerCase(Locale.ROOT);
        String verb = switch (request.method()) {
            case "GET", "HEAD" -> "read";
            case "DELETE" -> "delete";
            default -> "write";
        };
        return switch (kind) {
            case "jobs", "pools", "applications", "certificates" -> ACCOUNT + kind + "/" + verb;
            case "jobschedules" -> ACCOUNT + "jobSchedules/" + verb;
            case "nodecounts", "poolusagemetrics" -> ACCOUNT + "pools/read";
            // A supported image is read with Reader, and not with Job Submitter (reported from the field).
            default -> ACCOUNT + verb;
        };
    }
}
