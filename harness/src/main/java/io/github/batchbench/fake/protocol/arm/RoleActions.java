package io.github.batchbench.fake.protocol.arm;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.protocol.batch.json.WireTime;
import io.github.batchbench.fake.protocol.identity.AccessTokens;
import io.github.batchbench.fake.subscription.ResourceErrorCode;
import io.github.batchbench.fake.subscription.Role;
import io.github.batchbench.fake.subscription.RoleAssignment;
import io.github.batchbench.fake.subscription.RoleAssignments;
import io.github.batchbench.fake.subscription.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Roles, and who has them: of the subscription, of a group, of an account. */
final class RoleActions {
    private static final String PROVIDER = "/providers/Microsoft.Authorization";
    private static final String SUBSCRIPTION = "/subscriptions/{subscription}";
    private static final String GROUP = SUBSCRIPTION + "/resourceGroups/{group}";
    private static final List<String> SCOPES =
            List.of(SUBSCRIPTION, GROUP, GROUP + "/providers/{namespace}/{type}/{resource}");

    private static final Pattern ROLE_NAME = Pattern.compile("roleName eq '([^']*)'");
    private static final Pattern PRINCIPAL =
            Pattern.compile("(?:principalId eq '([^']*)'|assignedTo\\('([^']*)'\\))", Pattern.CASE_INSENSITIVE);

    private final Subscription subscription;
    private final RoleAssignments assignments;
    private final AccessTokens directory;

    RoleActions(Subscription subscription, AccessTokens directory) {
        this.subscription = subscription;
        this.assignments = subscription.roles();
        this.directory = directory;
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (String scope : SCOPES) {
            String definitions = scope + PROVIDER + "/roleDefinitions";
            String all = scope + PROVIDER + "/roleAssignments";
            String one = all + "/{assignment}";
            routes.add(Route.of("RoleDefinitions_List", "GET", definitions, this::definitions));
            routes.add(Route.of("RoleDefinitions_Get", "GET", definitions + "/{role}", this::definition));
            routes.add(Route.of("RoleAssignments_ListForScope", "GET", all, this::list));
            routes.add(Route.of("RoleAssignments_Get", "GET", one, this::get));
            routes.add(Route.of("RoleAssignments_Create", "PUT", one, this::put));
            routes.add(Route.of("RoleAssignments_Delete", "DELETE", one, this::delete));
        }
        return routes;
    }

    private ArmAnswer definitions(ArmCall call) {
        Predicate<Role> wanted = call.parameter("$filter")
                .map(filter -> {
                    Matcher name = ROLE_NAME.matcher(filter.strip());
                    if (!name.matches()) {
                        throw ResourceErrorCode.notModelled("RoleDefinitions_List with the $filter " + filter);
                    }
                    return (Predicate<Role>) role -> role.name().equalsIgnoreCase(name.group(1));
                })
                .orElse(role -> true);
        return ArmAnswer.list(Role.all().stream().filter(wanted).map(this::view).toList());
    }

    private ArmAnswer definition(ArmCall call) {
        return ArmAnswer.json(200, view(role(call.name("role"))));
    }

    private static Role role(String id) {
        return Role.ofId(PoolNames.last(id)).orElseThrow(() -> ResourceErrorCode.ROLE_NOT_FOUND.exception(id));
    }

    /** What the assignments in the path are for. */
    private static String scope(ArmCall call) {
        String path = call.request().path().replaceFirst("^/+", "/");
        int provider = path.toLowerCase(Locale.ROOT).lastIndexOf(PROVIDER.toLowerCase(Locale.ROOT));
        return path.substring(0, provider);
    }

    private ArmAnswer list(ArmCall call) {
        String filter = call.parameter("$filter").orElse("").strip();
        Matcher principal = PRINCIPAL.matcher(filter);
        Predicate<RoleAssignment> wanted;
        if (principal.matches()) {
            String id = principal.group(1) == null ? principal.group(2) : principal.group(1);
            wanted = assignment -> assignment.principalId().equalsIgnoreCase(id);
        } else if (filter.equalsIgnoreCase("atScope()")) {
            wanted = assignment -> scope(call)
                    .toLowerCase(Locale.ROOT)
                    .startsWith(assignment.scope().toLowerCase(Locale.ROOT));
        } else if (filter.isEmpty()) {
            wanted = assignment -> true;
        } else {
            throw ResourceErrorCode.notModelled("RoleAssignments_ListForScope with the $filter " + filter);
        }
        return ArmAnswer.list(assignments.of(scope(call)).stream()
                .filter(wanted)
                .map(this::view)
                .toList());
    }

    private ArmAnswer get(ArmCall call) {
        return ArmAnswer.json(
                200,
                view(assignments
                        .find(scope(call), call.name("assignment"))
                        .orElseThrow(
                                () -> ResourceErrorCode.ROLE_ASSIGNMENT_NOT_FOUND.exception(call.name("assignment")))));
    }

    private ArmAnswer put(ArmCall call) {
        Document properties = call.body().object("properties").orElse(Document.EMPTY);
        if (properties.has("condition")) {
            throw ResourceErrorCode.notModelled("A role assignment with a condition");
        }
        Role role = role(properties.string("roleDefinitionId").orElse(""));
        String principal = properties.string("principalId").orElse("");
        boolean known = Stream.concat(Stream.of(directory.principal()), directory.others().stream())
                .anyMatch(application -> application.objectId().equalsIgnoreCase(principal));
        if (!known) {
            throw ResourceErrorCode.PRINCIPAL_NOT_FOUND.exception(principal, subscription.tenantId());
        }
        return ArmAnswer.json(201, view(assignments.put(call.name("assignment"), scope(call), role, principal)));
    }

    private ArmAnswer delete(ArmCall call) {
        return assignments
                .delete(scope(call), call.name("assignment"))
                .map(gone -> ArmAnswer.json(200, view(gone)))
                .orElseGet(() -> ArmAnswer.status(204));
    }

    private String id(Role role) {
        return "/subscriptions/" + subscription.id() + PROVIDER + "/roleDefinitions/" + role.id();
    }

    private Document view(Role role) {
        Document permission = Document.of("actions", role.actions())
                .with("notActions", role.notActions())
                .with("dataActions", role.dataActions())
                .with("notDataActions", List.of());
        return Document.of("id", id(role))
                .with("name", role.id())
                .with("type", "Microsoft.Authorization/roleDefinitions")
                .with(
                        "properties",
                        Document.of("roleName", role.name())
                                .with("type", "BuiltInRole")
                                .with("description", "")
                                .with("assignableScopes", List.of("/"))
                                .with("permissions", List.of(permission)));
    }

    private Document view(RoleAssignment assignment) {
        String time = WireTime.inBody(assignment.created());
        return Document.of("id", assignment.scope() + PROVIDER + "/roleAssignments/" + assignment.name())
                .with("name", assignment.name())
                .with("type", "Microsoft.Authorization/roleAssignments")
                .with(
                        "properties",
                        Document.of("roleDefinitionId", id(assignment.role()))
                                .with("principalId", assignment.principalId())
                                .with("principalType", "ServicePrincipal")
                                .with("scope", assignment.scope())
                                .with("createdOn", time)
                                .with("updatedOn", time));
    }
}
