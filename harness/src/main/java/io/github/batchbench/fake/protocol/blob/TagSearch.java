package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.BlobListing.Tagged;
import io.github.batchbench.fake.blob.Page;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.blob.TagFilter;
import io.github.batchbench.fake.protocol.blob.format.TagFilters;
import io.github.batchbench.fake.protocol.blob.format.Tags;
import io.github.batchbench.fake.protocol.blob.format.Xml;
import io.github.batchbench.fake.protocol.blob.message.Answer;
import io.github.batchbench.fake.protocol.blob.message.BlobCall;
import io.github.batchbench.fake.protocol.blob.message.BlobOperation;
import io.github.batchbench.fake.protocol.blob.message.ServiceVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamException;

/** Finds blobs by their tags. */
final class TagSearch {
    private final StorageAccount account;

    TagSearch(StorageAccount account) {
        this.account = account;
    }

    void register(Map<BlobOperation, Action> actions) {
        actions.put(BlobOperation.FIND_BLOBS_BY_TAGS, this::find);
        actions.put(BlobOperation.FIND_BLOBS_IN_CONTAINER, this::find);
    }

    private Answer find(BlobCall call) {
        String container = call.target().container();
        if (!container.isEmpty()) {
            account.containers().get(container, null);
        }
        TagFilter filter = TagFilters.ofSearch(call.param("where"));
        Page<Tagged> page = account.listing().find(container, filter, call.param("marker"), ListActions.limit(call));
        return Answer.of(200)
                .xml(Xml.document(xml -> xml.element("EnumerationResults", () -> {
                    xml.attribute("ServiceEndpoint", ListActions.endpoint(call, account));
                    ListActions.repeat(xml, call, "Marker", "Where", "MaxResults");
                    xml.element("Blobs", () -> {
                        for (Tagged found : page.items()) {
                            write(xml, found, filter, call.version());
                        }
                    });
                    xml.text("NextMarker", page.next());
                })));
    }

    private static void write(Xml xml, Tagged found, TagFilter filter, ServiceVersion version)
            throws XMLStreamException {
        Map<String, String> asked = new LinkedHashMap<>();
        found.blob().tags().forEach((key, value) -> {
            if (filter.terms().stream().anyMatch(term -> term.key().equals(key))) {
                asked.put(key, value);
            }
        });
        xml.element("Blob", () -> {
            xml.text("Name", found.name()).text("ContainerName", found.container());
            if (version.isSince("2020-04-08")) {
                xml.element("Tags", () -> Tags.writeSet(xml, asked));
            } else {
                xml.text("TagValue", asked.values().stream().findFirst().orElse(""));
            }
        });
    }
}
