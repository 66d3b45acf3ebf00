package io.github.batchbench.azure.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What to do about errors whose own words do not say. */
public final class Advice {
    private static final String ROOM =
            " Delete what is not needed (`batchbench sweep` finds what runs left), or have the quota raised in the Azure"
                    + " portal.";

    private static final Map<String, String> BY_CODE = Map.of(
            "PoolQuotaReached",
            ROOM,
            "ActiveJobAndScheduleQuotaReached",
            ROOM,
            "AccountCoreQuotaReached",
            ROOM,
            "AccountLowPriorityCoreQuotaReached",
            ROOM,
            "AllocationFailed",
            " There are no such machines left here now: try another size, another region, or later.",
            "AuthenticationFailed",
            " Is the key the account's own, this machine's clock right, and may the account be entered with keys?",
            "AuthorizationPermissionMismatch",
            " Whoever this is lacks a role on the account, see docs/live.md.",
            "InsufficientAccountPermissions",
            " Whoever this is lacks a role on the account, see docs/live.md.");

    private Advice() {}

    /** A sentence with a space before it; empty if there is nothing to say. */
    public static String on(@Nullable String code) {
        return code == null ? "" : BY_CODE.getOrDefault(code, "");
    }
}
