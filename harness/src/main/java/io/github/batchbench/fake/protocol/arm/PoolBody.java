package io.github.batchbench.fake.protocol.arm;

import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.subscription.ResourceErrorCode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A pool as a client of Resource Manager sends it, in the data plane's words.
 *
 * @param properties what the data plane calls a pool, without its id and without what decides its size
 * @param size what decides its size; empty if nothing is said of it
 * @param beside what only Resource Manager can give a pool: the identity of its nodes, and tags. The data plane's schema has neither
 * @param gone the properties that it is to have no more
 */
record PoolBody(Document properties, Optional<Size> size, Document beside, Set<String> gone) {
    /** What the service says of a pool: a client that sends back what it got changes nothing by it. */
    private static final Set<String> READ_ONLY = Set.of(
            "lastModified",
            "creationTime",
            "provisioningState",
            "provisioningStateTransitionTime",
            "allocationState",
            "allocationStateTransitionTime",
            "currentDedicatedNodes",
            "currentLowPriorityNodes",
            "currentNodeCommunicationMode",
            "autoScaleRun",
            "resizeOperationStatus");

    private static final Set<String> SETTABLE = Set.of(
            "displayName",
            "vmSize",
            "deploymentConfiguration",
            "scaleSettings",
            "interNodeCommunication",
            "networkConfiguration",
            "taskSlotsPerNode",
            "taskSchedulingPolicy",
            "userAccounts",
            "metadata",
            "startTask",
            "certificates",
            "applicationPackages",
            "mountConfiguration",
            "targetNodeCommunicationMode",
            "upgradePolicy",
            "resourceTags");

    /** All properties that a pool has here. */
    static final Set<String> PROPERTIES =
            Stream.concat(READ_ONLY.stream(), SETTABLE.stream()).collect(Collectors.toUnmodifiableSet());

    /**
     * What decides the size of a pool: a number of nodes, or a formula.
     *
     * @param properties the data plane's, of a pool
     * @param deallocation what becomes of the tasks of nodes that go; empty for the default
     */
    record Size(Document properties, Optional<String> deallocation) {
        boolean isFormula() {
            return properties.flag("enableAutoScale", false);
        }
    }

    /** Reads it. */
    static PoolBody of(Document body) {
        Document sent = body.object("properties").orElse(Document.EMPTY);
        Document data = Document.EMPTY;
        Set<String> gone = new HashSet<>();
        for (var property : sent.properties().entrySet()) {
            String name = property.getKey();
            Object value = property.getValue();
            if (READ_ONLY.contains(name) || name.equals("scaleSettings")) {
                continue;
            }
            requireKnown(name);
            if (name.equals("startTask") && Document.EMPTY.equals(value)) {
                gone.add(name); // So a client takes it away (documented).
                continue;
            }
            data = switch (name) {
                case "deploymentConfiguration" ->
                    data.merged(PoolNames.toData((Document) requireObject(name, value), name));
                case "interNodeCommunication" -> data.with("enableInterNodeCommunication", isEnabled(name, value));
                case "applicationPackages" ->
                    data.with(
                            "applicationPackageReferences",
                            objects(name, value).stream()
                                    .map(PoolBody::application)
                                    .toList());
                case "certificates" ->
                    data.with(
                            "certificateReferences",
                            objects(name, value).stream()
                                    .map(PoolBody::certificate)
                                    .toList());
                default -> data.merged(PoolNames.toData(Document.of(name, value), "properties"));
            };
        }
        return new PoolBody(
                data, sent.object("scaleSettings").map(PoolBody::size), beside(body, gone), Set.copyOf(gone));
    }

    private static void requireKnown(String name) {
        if (name.equals("applicationLicenses")) {
            throw ResourceErrorCode.notModelled("A pool with applicationLicenses");
        }
        if (!SETTABLE.contains(name)) {
            throw ResourceErrorCode.invalidBody(
                    "Could not find member '" + name + "' on object of type 'PoolProperties'.");
        }
    }

    private static Document beside(Document body, Set<String> gone) {
        Document found = Document.EMPTY;
        Optional<Document> tags = body.object("tags");
        if (tags.isPresent()) {
            found = found.with("tags", tags.get());
        }
        Optional<Document> identity = body.object("identity");
        if (identity.isEmpty()) {
            return found;
        }
        if (identity.get().string("type").orElse("None").equalsIgnoreCase("None")) {
            gone.add("identity");
            return found;
        }
        return found.with("identity", identity(identity.get()));
    }

    private static Object requireObject(String name, Object value) {
        if (value instanceof Document) {
            return value;
        }
        throw BatchException.invalidProperty(name, "The value is not an object");
    }

    private static List<Document> objects(String name, Object value) {
        if (value instanceof List<?> items && items.stream().allMatch(Document.class::isInstance)) {
            return items.stream().map(Document.class::cast).toList();
        }
        throw BatchException.invalidProperty(name, "The value is not a list of objects");
    }

    private static boolean isEnabled(String name, Object value) {
        return switch (String.valueOf(value).toLowerCase(Locale.ROOT)) {
            case "enabled" -> true;
            case "disabled" -> false;
            default ->
                throw BatchException.invalidProperty(name, String.valueOf(value), "It is neither Enabled nor Disabled");
        };
    }

    /** The data plane knows an application by its own id, Resource Manager by that of the resource. */
    private static Document application(Document reference) {
        Document id = Document.of(
                "applicationId", PoolNames.last(reference.string("id").orElse("")));
        return reference
                .string("version")
                .map(version -> id.with("version", version))
                .orElse(id);
    }

    /** The name of a certificate is its algorithm and its thumbprint. */
    private static Document certificate(Document reference) {
        String name = PoolNames.last(reference.string("id").orElse(""));
        int dash = name.indexOf('-');
        return Document.of("thumbprint", name.substring(dash + 1))
                .with("thumbprintAlgorithm", dash < 0 ? "sha1" : name.substring(0, dash))
                .merged(PoolNames.toData(reference.without("id"), "certificates"));
    }

    private static Size size(Document settings) {
        Optional<Document> formula = settings.object("autoScale");
        Optional<Document> fixed = settings.object("fixedScale");
        if (formula.isPresent() && fixed.isPresent()) {
            throw BatchException.invalidProperty(
                    "scaleSettings", "Only one of the properties fixedScale, autoScale may be specified");
        }
        if (formula.isPresent()) {
            Document auto = Document.of("enableAutoScale", true);
            for (String[] names : List.of(
                    new String[] {"formula", "autoScaleFormula"},
                    new String[] {"evaluationInterval", "autoScaleEvaluationInterval"})) {
                Object value = formula.get().properties().get(names[0]);
                auto = value == null ? auto : auto.with(names[1], value);
            }
            return new Size(auto, Optional.empty());
        }
        Document scale = fixed.orElse(Document.EMPTY);
        return new Size(scale.without("nodeDeallocationOption"), scale.string("nodeDeallocationOption"));
    }

    /** In the data plane's form: a list in place of a map by id. */
    private static Document identity(Document sent) {
        Document users = sent.object("userAssignedIdentities").orElse(Document.EMPTY);
        Document identity = Document.of("type", sent.string("type").orElse("None"));
        return users.properties().isEmpty()
                ? identity
                : identity.with(
                        "userAssignedIdentities",
                        users.properties().keySet().stream()
                                .map(id -> Document.of("resourceId", id))
                                .toList());
    }
}
