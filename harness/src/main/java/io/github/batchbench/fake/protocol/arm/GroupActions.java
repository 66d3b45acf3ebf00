package io.github.batchbench.fake.protocol.arm;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.subscription.ResourceGroup;
import io.github.batchbench.fake.subscription.ResourceGroups;
import io.github.batchbench.fake.subscription.Subscription;
import java.util.List;

/** Resource groups. */
final class GroupActions {
    private final Subscription subscription;
    private final ResourceGroups groups;
    private final Pending pending;

    GroupActions(Subscription subscription, Pending pending) {
        this.subscription = subscription;
        this.pending = pending;
        this.groups = subscription.groups();
    }

    List<Route> routes() {
        String all = "/subscriptions/{subscription}/resourceGroups";
        String one = all + "/{group}";
        return List.of(
                Route.of("ResourceGroups_List", "GET", all, call -> list()),
                Route.of("ResourceGroups_Get", "GET", one, call -> shown(200, groups.get(call.name("group")))),
                Route.of("ResourceGroups_CheckExistence", "HEAD", one, this::exists),
                Route.of("ResourceGroups_CreateOrUpdate", "PUT", one, this::put),
                Route.of("ResourceGroups_Update", "PATCH", one, this::patch),
                Route.of(
                        "ResourceGroups_Delete",
                        "DELETE",
                        one,
                        call -> pending.ofGroup(call, subscription.deleteGroup(call.name("group")))));
    }

    private ArmAnswer list() {
        return ArmAnswer.list(groups.all().stream().map(this::view).toList());
    }

    private ArmAnswer exists(ArmCall call) {
        return ArmAnswer.status(groups.find(call.name("group")).isPresent() ? 204 : 404);
    }

    private ArmAnswer put(ArmCall call) {
        boolean present = groups.find(call.name("group")).isPresent();
        ResourceGroup group = groups.put(call.name("group"), call.body().string("location"), tags(call));
        return shown(present ? 200 : 201, group);
    }

    private ArmAnswer patch(ArmCall call) {
        ResourceGroup group = groups.get(call.name("group"));
        return shown(200, call.body().has("tags") ? groups.tag(group.name(), tags(call)) : group);
    }

    private static Document tags(ArmCall call) {
        return call.body().object("tags").orElse(Document.EMPTY);
    }

    private ArmAnswer shown(int status, ResourceGroup group) {
        return ArmAnswer.json(status, view(group));
    }

    private Document view(ResourceGroup group) {
        Document shown = Document.of("id", "/subscriptions/" + subscription.id() + "/resourceGroups/" + group.name())
                .with("name", group.name())
                .with("type", "Microsoft.Resources/resourceGroups")
                .with("location", group.location());
        return (group.tags().properties().isEmpty() ? shown : shown.with("tags", group.tags()))
                .with("properties", Document.of("provisioningState", group.deleting() ? "Deleting" : "Succeeded"));
    }
}
