package io.github.batchbench.fake.subscription;

import java.time.Instant;
import java.util.Locale;

/**
 * Somebody has a role.
 *
 * @param name a UUID
 * @param scope the id of the resource that it is for, with all that is below it
 * @param role which
 * @param principalId the object id of who has it
 * @param created when it was given
 */
public record RoleAssignment(String name, String scope, Role role, String principalId, Instant created) {
    /** Whether it is for this resource, or for one that has it in it. */
    boolean reaches(String resource) {
        return isAtOrBelow(resource, scope);
    }

    /** Whether it is for this resource, or for one that is in it. */
    boolean isWithin(String resource) {
        return isAtOrBelow(scope, resource);
    }

    private static boolean isAtOrBelow(String id, String other) {
        return (id + "/").toLowerCase(Locale.ROOT).startsWith((other + "/").toLowerCase(Locale.ROOT));
    }

    boolean isSame(RoleAssignment other) {
        return scope.equalsIgnoreCase(other.scope)
                && role.equals(other.role)
                && principalId.equalsIgnoreCase(other.principalId);
    }
}
