package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.blob.BlobListing;
import io.github.batchbench.fake.blob.Container;
import io.github.batchbench.fake.blob.Page;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.protocol.HttpDates;
import io.github.batchbench.fake.protocol.blob.format.Xml;
import io.github.batchbench.fake.protocol.blob.message.Answer;
import io.github.batchbench.fake.protocol.blob.message.BlobCall;
import io.github.batchbench.fake.protocol.blob.message.BlobOperation;
import io.github.batchbench.fake.protocol.blob.message.ServiceVersion;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;

/** Lists of containers and of blobs. */
final class ListActions {
    private static final int MOST = 5000;

    private static final Set<String> OF_CONTAINERS = Set.of("metadata", "deleted", "system");
    private static final Set<String> OF_BLOBS = Set.of(
            "snapshots",
            "metadata",
            "uncommittedblobs",
            "copy",
            "deleted",
            "tags",
            "versions",
            "deletedwithversions",
            "immutabilitypolicy",
            "legalhold",
            "permissions");

    private final StorageAccount account;

    ListActions(StorageAccount account) {
        this.account = account;
    }

    void register(Map<BlobOperation, Action> actions) {
        actions.put(BlobOperation.LIST_CONTAINERS, this::containers);
        actions.put(BlobOperation.LIST_BLOBS, this::blobs);
    }

    private Answer containers(BlobCall call) {
        int limit = limit(call);
        boolean metadata = includes(call, OF_CONTAINERS).contains("metadata");
        Page<Container> page = account.containers().list(call.param("prefix"), markedName(call), limit);
        return Answer.of(200)
                .xml(Xml.document(xml -> xml.element("EnumerationResults", () -> {
                    head(xml, call, "");
                    xml.element("Containers", () -> {
                        for (Container container : page.items()) {
                            write(xml, container, metadata, call.version());
                        }
                    });
                    xml.text("NextMarker", page.next().isEmpty() ? "" : marks() + page.next());
                })));
    }

    /** Markers of lists of containers are paths, as recorded. */
    private String marks() {
        return "/" + account.name() + "/";
    }

    private String markedName(BlobCall call) {
        String marker = call.param("marker");
        return marker.startsWith(marks()) ? marker.substring(marks().length()) : marker;
    }

    private static void write(Xml xml, Container container, boolean metadata, ServiceVersion version)
            throws XMLStreamException {
        xml.element("Container", () -> {
            xml.text("Name", container.name());
            xml.element("Properties", () -> {
                xml.text("Last-Modified", HttpDates.format(container.modified()))
                        .text("Etag", "\"" + container.etag() + "\"");
                ItemXml.writeLease(xml, container.lease());
                xml.optional("PublicAccess", container.publicAccess());
                if (version.isSince("2019-02-02")) {
                    xml.text("DefaultEncryptionScope", "$account-encryption-key")
                            .flag("DenyEncryptionScopeOverride", false);
                }
                if (version.isSince("2017-11-09")) {
                    xml.flag("HasImmutabilityPolicy", false).flag("HasLegalHold", false);
                }
                if (version.isSince("2020-10-02")) {
                    xml.flag("ImmutableStorageWithVersioningEnabled", false);
                }
            });
            if (metadata) {
                ItemXml.writeMetadata(xml, container.metadata());
            }
        });
    }

    private Answer blobs(BlobCall call) {
        Set<String> includes = includes(call, OF_BLOBS);
        BlobListing.Query query = new BlobListing.Query(
                call.param("prefix"),
                call.param("delimiter"),
                call.param("marker"),
                call.param("startfrom"),
                limit(call),
                includes.contains("snapshots"),
                includes.contains("uncommittedblobs"));
        Page<BlobListing.Item> page = account.listing().list(call.target().container(), query);
        ItemXml items = new ItemXml(includes, call.version());
        return Answer.of(200)
                .xml(Xml.document(xml -> xml.element("EnumerationResults", () -> {
                    head(xml, call, call.target().container());
                    xml.element("Blobs", () -> {
                        for (BlobListing.Item item : page.items()) {
                            items.write(xml, item);
                        }
                    });
                    xml.text("NextMarker", page.next());
                })));
    }

    private void head(Xml xml, BlobCall call, String container) throws XMLStreamException {
        xml.attribute("ServiceEndpoint", endpoint(call, account));
        if (!container.isEmpty()) {
            xml.attribute("ContainerName", container);
        }
        repeat(xml, call, "Prefix", "Marker", "MaxResults", "Delimiter");
    }

    /** Says again what the client asked for, and nothing of what it did not. */
    static void repeat(Xml xml, BlobCall call, String... names) throws XMLStreamException {
        for (String name : names) {
            String value = call.param(name.toLowerCase(Locale.ROOT));
            if (!value.isEmpty()) {
                xml.text(name, value);
            }
        }
    }

    static String endpoint(BlobCall call, StorageAccount account) {
        return call.request().origin() + "/" + account.name() + "/";
    }

    static int limit(BlobCall call) {
        String text = call.param("maxresults");
        if (text.isEmpty()) {
            return MOST;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit < 1) {
                throw BlobError.OUT_OF_RANGE_INPUT
                        .exception("One of the query parameters specified in the request URI is outside the"
                                + " permissible range.")
                        .with("QueryParameterName", "maxresults");
            }
            return Math.min(limit, MOST);
        } catch (NumberFormatException e) {
            throw BlobError.INVALID_QUERY_PARAMETER_VALUE.exception().with("QueryParameterName", "maxresults");
        }
    }

    /** What else is asked for. Of what the fake does not do there is nothing in it: deleted blobs, versions and so on. */
    private static Set<String> includes(BlobCall call, Set<String> known) {
        Set<String> includes = Arrays.stream(
                        call.param("include").toLowerCase(Locale.ROOT).split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        if (!known.containsAll(includes)) {
            throw call.invalidParam("include");
        }
        return includes;
    }
}
