package io.github.batchbench.fake.subscription;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.batchbench.fake.time.Engine;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/** Who may do what in a subscription. Thread-safe. */
public final class RoleAssignments {
    private static final Pattern NAME = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final Engine engine;
    private final NavigableMap<String, RoleAssignment> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    RoleAssignments(Engine engine) {
        this.engine = engine;
        engine.onReset(byName::clear);
    }

    /** Gives a role, past the checks. */
    void give(String scope, Role role, String principalId) {
        String name = UUID.nameUUIDFromBytes((scope + role.id() + principalId).getBytes(UTF_8))
                .toString();
        engine.exclusively(() -> byName.put(name, new RoleAssignment(name, scope, role, principalId, engine.now())));
    }

    /**
     * Gives a role.
     *
     * @throws ResourceException if the name is none, or has another meaning already, or the role is given already
     */
    public RoleAssignment put(String name, String scope, Role role, String principalId) {
        if (!NAME.matcher(name).matches()) {
            throw ResourceErrorCode.ROLE_ASSIGNMENT_NAME.exception(name);
        }
        return engine.exclusively(() -> {
            RoleAssignment asked = new RoleAssignment(name, scope, role, principalId, engine.now());
            RoleAssignment present = byName.get(name);
            if (present != null) {
                if (!present.isSame(asked)) {
                    throw ResourceErrorCode.ROLE_ASSIGNMENT_FIXED.exception();
                }
                return present;
            }
            if (byName.values().stream().anyMatch(asked::isSame)) {
                throw ResourceErrorCode.ROLE_ASSIGNMENT_EXISTS.exception();
            }
            byName.put(name, asked);
            return asked;
        });
    }

    /** An assignment is there again. Under the lock. */
    void restore(RoleAssignment assignment) {
        byName.put(assignment.name(), assignment);
    }

    /** The assignment of this name for a resource, if there is one. */
    public Optional<RoleAssignment> find(String scope, String name) {
        return engine.reading(() -> Optional.ofNullable(byName.get(name)))
                .filter(assignment -> assignment.scope().equalsIgnoreCase(scope));
    }

    /** Takes a role away; empty if it was not given. */
    public Optional<RoleAssignment> delete(String scope, String name) {
        return engine.exclusively(() -> {
            Optional<RoleAssignment> found = find(scope, name);
            found.ifPresent(assignment -> byName.remove(assignment.name()));
            return found;
        });
    }

    /** Those that matter to a resource: for itself, for what it is in, and for what is in it. */
    public List<RoleAssignment> of(String scope) {
        return all().stream()
                .filter(assignment -> assignment.reaches(scope) || assignment.isWithin(scope))
                .toList();
    }

    /** All as they are now. */
    public List<RoleAssignment> all() {
        return engine.reading(() -> List.copyOf(byName.values()));
    }

    /** Whether somebody may do something with a resource. */
    public boolean permits(String principalId, String action, String resource) {
        return all().stream()
                .anyMatch(assignment -> assignment.principalId().equalsIgnoreCase(principalId)
                        && assignment.reaches(resource)
                        && assignment.role().permits(action));
    }
}
