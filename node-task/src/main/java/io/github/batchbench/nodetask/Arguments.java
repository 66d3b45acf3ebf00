package io.github.batchbench.nodetask;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The command line. Parsed by hand, because a library for it takes as long to load as the work on a small input.
 *
 * @param filepath what to count
 * @param numwords how many words to report at most
 * @param threads how many threads may count
 * @param upload where to, or null for a dry run
 */
record Arguments(
        String filepath,
        int numwords,
        int threads,
        @Nullable UploadTarget upload) {
    static final String TOKEN_VARIABLE = "AZURE_STORAGE_SAS_TOKEN";
    private static final List<String> OPTIONS = List.of(
            "--filepath",
            "--numwords",
            "--storageaccount",
            "--storagecontainer",
            "--sastoken",
            "--endpoint",
            "--slots",
            "--threads");
    private static final String DRY_RUN = "--dry-run";

    boolean dryRun() {
        return upload == null;
    }

    static Arguments parse(String[] args, Map<String, String> environment) throws TaskFailure {
        Map<String, String> values = values(args);
        return new Arguments(
                required(values, "--filepath"),
                number("--numwords", required(values, "--numwords")),
                threads(values),
                values.containsKey(DRY_RUN) ? null : target(values, environment));
    }

    private static Map<String, String> values(String[] args) throws TaskFailure {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < args.length; i++) {
            int equals = args[i].startsWith("--") ? args[i].indexOf('=') : -1;
            String option = equals < 0 ? args[i] : args[i].substring(0, equals);
            if (option.equals(DRY_RUN) && equals < 0) {
                values.put(DRY_RUN, "");
            } else if (!OPTIONS.contains(option)) {
                throw usage("unknown argument " + shown(option));
            } else if (equals >= 0) {
                put(values, option, args[i].substring(equals + 1));
            } else if (i + 1 < args.length) {
                put(values, option, args[++i]);
            } else {
                throw usage(option + " needs a value");
            }
        }
        return values;
    }

    private static void put(Map<String, String> values, String option, String value) throws TaskFailure {
        if (values.put(option, value) != null) {
            throw usage(option + " is given twice");
        }
    }

    private static UploadTarget target(Map<String, String> values, Map<String, String> environment) throws TaskFailure {
        String token = values.getOrDefault("--sastoken", environment.getOrDefault(TOKEN_VARIABLE, ""))
                .strip();
        if (token.isEmpty()) {
            throw usage("no token to upload with: set " + TOKEN_VARIABLE + " or --sastoken, or count with " + DRY_RUN);
        }
        if (!token.contains("sig=")) {
            throw usage("the token is no shared access signature: it has no field sig");
        }
        String account = required(values, "--storageaccount");
        String endpoint = values.getOrDefault("--endpoint", "https://" + account + ".blob.core.windows.net");
        if (!endpoint.matches("https?://[^\\s?#]+")) {
            throw usage("--endpoint must be an http or https address without a query");
        }
        return new UploadTarget(
                endpoint, required(values, "--storagecontainer"), token.startsWith("?") ? token.substring(1) : token);
    }

    private static String required(Map<String, String> values, String option) throws TaskFailure {
        String value = values.getOrDefault(option, "");
        if (value.isEmpty()) {
            throw usage(option + " is missing");
        }
        return value;
    }

    /** The node's cores, shared by the tasks that run at the same time. */
    private static int threads(Map<String, String> values) throws TaskFailure {
        int cores = Runtime.getRuntime().availableProcessors();
        int slots = number("--slots", values.getOrDefault("--slots", "1"));
        return number("--threads", values.getOrDefault("--threads", String.valueOf(Math.max(1, cores / slots))));
    }

    private static int number(String option, String value) throws TaskFailure {
        try {
            int number = Integer.parseInt(value);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through: the same advice.
        }
        throw usage(option + " must be a whole number from 1 to " + Integer.MAX_VALUE + ", but is " + shown(value));
    }

    /** A stray argument may be the token, torn apart by a shell at its ampersands. */
    private static String shown(String value) {
        return value.contains("sig=") ? "(not shown: it looks like a token; quote it)" : "'" + value + "'";
    }

    private static TaskFailure usage(String message) {
        return new TaskFailure(ExitCode.USAGE, message + " (--help lists the arguments)");
    }
}
