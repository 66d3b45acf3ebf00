package io.github.batchbench.fake.protocol.arm;

import io.github.batchbench.fake.model.Application;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.protocol.batch.json.WireTime;
import io.github.batchbench.fake.subscription.ApplicationPackages;
import io.github.batchbench.fake.subscription.ResourceErrorCode;
import io.github.batchbench.fake.subscription.Subscription;
import java.time.Instant;
import java.util.List;
import java.util.function.IntSupplier;

/** The applications of a Batch account and their packages. */
final class ApplicationActions {
    private static final String ALL = BatchAccountActions.ONE + "/applications";
    private static final String ONE = ALL + "/{application}";
    private static final String VERSIONS = ONE + "/versions";
    private static final String VERSION = VERSIONS + "/{version}";

    private final Subscription subscription;
    private final BatchAccountView view;
    private final IntSupplier blobPort;

    ApplicationActions(Subscription subscription, IntSupplier blobPort) {
        this.subscription = subscription;
        this.blobPort = blobPort;
        this.view = new BatchAccountView(subscription);
    }

    List<Route> routes() {
        return List.of(
                Route.of("Application_List", "GET", ALL, this::list),
                Route.of("Application_Get", "GET", ONE, call -> shown(call, name(call))),
                Route.of("Application_Create", "PUT", ONE, this::put),
                Route.of("Application_Update", "PATCH", ONE, this::change),
                Route.of(
                        "Application_Delete",
                        "DELETE",
                        ONE,
                        call -> ArmAnswer.status(packages(call).delete(name(call)) ? 200 : 204)),
                Route.of("ApplicationPackage_List", "GET", VERSIONS, this::versions),
                Route.of(
                        "ApplicationPackage_Get",
                        "GET",
                        VERSION,
                        call -> shown(call, packages(call).get(name(call), call.name("version")))),
                Route.of(
                        "ApplicationPackage_Create",
                        "PUT",
                        VERSION,
                        call -> shown(call, packages(call).put(name(call), call.name("version")))),
                Route.of("ApplicationPackage_Activate", "POST", VERSION + "/activate", this::activate),
                Route.of(
                        "ApplicationPackage_Delete",
                        "DELETE",
                        VERSION,
                        call -> ArmAnswer.status(packages(call).delete(name(call), call.name("version")) ? 200 : 204)));
    }

    private ApplicationPackages packages(ArmCall call) {
        return subscription.packages(call.name("group"), call.name("account"));
    }

    private static String name(ArmCall call) {
        return call.name("application");
    }

    private ArmAnswer list(ArmCall call) {
        ApplicationPackages packages = packages(call);
        return packages.reading(() -> new ArmListing("Application_List")
                .of(
                        call,
                        packages.applications().all().stream()
                                .map(application -> view(call, application))
                                .toList()));
    }

    private ArmAnswer shown(ArmCall call, String id) {
        ApplicationPackages packages = packages(call);
        return packages.reading(() -> {
            Application application = packages.get(id);
            return ArmAnswer.json(200, view(call, application)).of(application.revision());
        });
    }

    private ArmAnswer put(ArmCall call) {
        Application ignored = packages(call).put(name(call));
        return change(call);
    }

    private ArmAnswer change(ArmCall call) {
        Document properties = call.body().object("properties").orElse(Document.EMPTY);
        boolean updates = properties.flag("allowUpdates", true);
        Application ignored = packages(call)
                .change(
                        name(call),
                        properties.string("displayName").orElse(null),
                        properties.has("allowUpdates") ? updates : null,
                        properties.string("defaultVersion").orElse(null));
        return shown(call, name(call));
    }

    private ArmAnswer versions(ArmCall call) {
        ApplicationPackages packages = packages(call);
        return packages.reading(() -> new ArmListing("ApplicationPackage_List")
                .of(
                        call,
                        packages.get(name(call)).all().stream()
                                .map(version -> view(call, version, state(version)))
                                .toList()));
    }

    private ArmAnswer activate(ArmCall call) {
        String format = call.body().string("format").orElse("");
        if (!format.equalsIgnoreCase("zip")) {
            throw ResourceErrorCode.invalidBody("The format '" + format + "' is not 'zip'.");
        }
        return shown(call, packages(call).activate(name(call), call.name("version")));
    }

    private ArmAnswer shown(ArmCall call, Application.Version version) {
        ApplicationPackages packages = packages(call);
        Document properties = state(version);
        if (!version.blob().isEmpty()) {
            Instant until = packages.uploadUntil();
            ApplicationPackages.Upload upload = packages.upload(name(call), version, until);
            String account = Addresses.of(call.origin()).blobsByHost(upload.account(), blobPort.getAsInt());
            properties = properties
                    .with("storageUrl", account + upload.blob())
                    .with("storageUrlExpiry", WireTime.inBody(until));
        }
        return ArmAnswer.json(200, view(call, version, properties)).of(version.revision());
    }

    private static Document state(Application.Version version) {
        Instant activated = version.activated();
        return activated == null
                ? Document.of("state", "Pending")
                : Document.of("state", "Active")
                        .with("format", "zip")
                        .with("lastActivationTime", WireTime.inBody(activated));
    }

    private String id(ArmCall call, String application) {
        return view.id(view.named(call)) + "/applications/" + application;
    }

    private Document view(ArmCall call, Application application) {
        Document properties = Document.of("allowUpdates", application.allowsUpdates());
        String displayName = application.displayName();
        String standard = application.defaultVersion();
        properties = displayName == null ? properties : properties.with("displayName", displayName);
        properties = standard == null ? properties : properties.with("defaultVersion", standard);
        return Document.of("id", id(call, application.id()))
                .with("name", application.id())
                .with("type", "Microsoft.Batch/batchAccounts/applications")
                .with("etag", ArmAnswer.eTag(application.revision()))
                .with("properties", properties);
    }

    private Document view(ArmCall call, Application.Version version, Document properties) {
        return Document.of("id", id(call, name(call)) + "/versions/" + version.version())
                .with("name", version.version())
                .with("type", "Microsoft.Batch/batchAccounts/applications/versions")
                .with("etag", ArmAnswer.eTag(version.revision()))
                .with("properties", properties);
    }
}
