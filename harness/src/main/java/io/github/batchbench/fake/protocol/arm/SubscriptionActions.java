package io.github.batchbench.fake.protocol.arm;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.subscription.Region;
import io.github.batchbench.fake.subscription.ResourceErrorCode;
import io.github.batchbench.fake.subscription.Subscription;
import java.util.List;
import java.util.Map;

/** Tenants, subscriptions, locations and resource providers: what tools ask for before they do anything. */
final class SubscriptionActions {
    /** The types that are served, by the provider's name. */
    private static final Map<String, List<String>> PROVIDERS = Map.of(
            "Microsoft.Batch", List.of("batchAccounts", "operations", "locations", "locations/quotas"),
            "Microsoft.Storage", List.of("storageAccounts"));

    private static final List<String> VERSIONS =
            List.of("2025-06-01", "2024-07-01", "2023-11-01", "2023-05-01", "2022-10-01", "2022-01-01");

    private final Subscription subscription;

    SubscriptionActions(Subscription subscription) {
        this.subscription = subscription;
    }

    List<Route> routes() {
        String one = "/subscriptions/{subscription}";
        return List.of(
                Route.of("Tenants_List", "GET", "/tenants", call -> ArmAnswer.list(List.of(tenant()))),
                Route.of("Subscriptions_List", "GET", "/subscriptions", this::subscriptions),
                Route.of("Subscriptions_Get", "GET", one, call -> ArmAnswer.json(200, subscription())),
                Route.of("Subscriptions_ListLocations", "GET", one + "/locations", call -> locations()),
                Route.of("Providers_List", "GET", one + "/providers", call -> providers()),
                Route.of("Providers_Get", "GET", one + "/providers/{namespace}", this::provider),
                Route.of("Providers_Register", "POST", one + "/providers/{namespace}/register", this::provider),
                Route.of(
                        "Operations_List",
                        "GET",
                        "/providers/Microsoft.Batch/operations",
                        call -> ArmAnswer.list(List.of())));
    }

    private Document tenant() {
        return Document.of("id", "/tenants/" + subscription.tenantId())
                .with("tenantId", subscription.tenantId())
                .with("displayName", subscription.displayName())
                .with("tenantCategory", "Home")
                .with("countryCode", "US")
                .with("domains", List.of("batchbench.onmicrosoft.com"))
                .with("defaultDomain", "batchbench.onmicrosoft.com")
                .with("tenantType", "AAD");
    }

    /** Those in which the caller has a role. */
    private ArmAnswer subscriptions(ArmCall call) {
        boolean none = call.caller()
                .map(known -> subscription.roles().all().stream()
                        .noneMatch(role -> role.principalId().equalsIgnoreCase(known.objectId())))
                .orElse(false);
        return ArmAnswer.list(none ? List.of() : List.of(subscription()));
    }

    private Document subscription() {
        return Document.of("id", "/subscriptions/" + subscription.id())
                .with("authorizationSource", "RoleBased")
                .with("managedByTenants", List.of())
                .with("subscriptionId", subscription.id())
                .with("tenantId", subscription.tenantId())
                .with("displayName", subscription.displayName())
                .with("state", "Enabled")
                .with(
                        "subscriptionPolicies",
                        Document.of("locationPlacementId", "Public_2014-09-01")
                                .with("quotaId", "PayAsYouGo_2014-09-01")
                                .with("spendingLimit", "Off"));
    }

    private ArmAnswer locations() {
        return ArmAnswer.list(Region.all().stream()
                .map(region -> Document.of("id", "/subscriptions/" + subscription.id() + "/locations/" + region.name())
                        .with("name", region.name())
                        .with("type", "Region")
                        .with("displayName", region.displayName())
                        .with("regionalDisplayName", region.displayName())
                        .with("metadata", Document.of("regionType", "Physical").with("regionCategory", "Recommended")))
                .toList());
    }

    private ArmAnswer providers() {
        return ArmAnswer.list(
                PROVIDERS.keySet().stream().sorted().map(this::provider).toList());
    }

    private ArmAnswer provider(ArmCall call) {
        String asked = call.name("namespace");
        String namespace = PROVIDERS.keySet().stream()
                .filter(asked::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> ResourceErrorCode.notModelled("The resource provider " + asked));
        return ArmAnswer.json(200, provider(namespace));
    }

    private Document provider(String namespace) {
        List<String> regions = Region.all().stream().map(Region::displayName).toList();
        List<Document> types = PROVIDERS.getOrDefault(namespace, List.of()).stream()
                .map(type -> Document.of("resourceType", type)
                        .with("locations", regions)
                        .with("apiVersions", VERSIONS)
                        .with("capabilities", "None"))
                .toList();
        return Document.of("id", "/subscriptions/" + subscription.id() + "/providers/" + namespace)
                .with("namespace", namespace)
                .with("registrationPolicy", "RegistrationRequired")
                .with("registrationState", "Registered")
                .with("resourceTypes", types);
    }
}
