package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.AccessTier;
import io.github.batchbench.fake.blob.Blob;
import io.github.batchbench.fake.blob.BlobHeaders;
import io.github.batchbench.fake.blob.BlobListing.BlobItem;
import io.github.batchbench.fake.blob.BlobListing.Item;
import io.github.batchbench.fake.blob.BlobListing.PrefixItem;
import io.github.batchbench.fake.blob.BlobListing.UncommittedItem;
import io.github.batchbench.fake.blob.CopyRecord;
import io.github.batchbench.fake.blob.Lease;
import io.github.batchbench.fake.protocol.HttpDates;
import io.github.batchbench.fake.protocol.blob.format.Percent;
import io.github.batchbench.fake.protocol.blob.format.Tags;
import io.github.batchbench.fake.protocol.blob.format.Xml;
import io.github.batchbench.fake.protocol.blob.message.ServiceVersion;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** Writes the entries of a list of blobs. */
final class ItemXml {
    private final Set<String> includes;
    private final ServiceVersion version;

    /** Writes what the client asked to be included, in small letters, as its version has it. */
    ItemXml(Set<String> includes, ServiceVersion version) {
        this.includes = includes;
        this.version = version;
    }

    void write(Xml xml, Item item) throws XMLStreamException {
        if (item instanceof PrefixItem prefix) {
            xml.element("BlobPrefix", () -> writeName(xml, prefix.name()));
        } else if (item instanceof BlobItem blob) {
            xml.element("Blob", () -> writeBlob(xml, blob));
        } else if (item instanceof UncommittedItem uncommitted) {
            xml.element("Blob", () -> writeUncommitted(xml, uncommitted));
        }
    }

    private void writeUncommitted(Xml xml, UncommittedItem item) throws XMLStreamException {
        writeName(xml, item.name());
        xml.element("Properties", () -> {
            xml.text("Content-Length", "0").text("BlobType", "BlockBlob");
            writeTier(xml, AccessTier.DEFAULT);
            writeLease(xml, Lease.NONE);
            xml.flag("ServerEncrypted", false);
        });
        writeOrMetadata(xml);
    }

    /** XML cannot hold every name: those are percent-encoded, and say so. */
    private static void writeName(Xml xml, String name) throws XMLStreamException {
        if (Xml.holds(name) && name.chars().noneMatch(c -> c < 0x20)) {
            xml.text("Name", name);
        } else {
            xml.element("Name", () -> xml.attribute("Encoded", "true").characters(Percent.encode(name)));
        }
    }

    private void writeBlob(Xml xml, BlobItem item) throws XMLStreamException {
        Blob blob = item.view().blob();
        writeName(xml, item.name());
        if (!item.snapshot().isEmpty()) {
            xml.text("Snapshot", item.snapshot());
        }
        xml.element("Properties", () -> writeProperties(xml, blob, item));
        if (includes.contains("metadata")) {
            writeMetadata(xml, blob.metadata());
        }
        if (includes.contains("tags") && !blob.tags().isEmpty()) {
            xml.element("Tags", () -> Tags.writeSet(xml, blob.tags()));
        }
        writeOrMetadata(xml);
    }

    private void writeOrMetadata(Xml xml) throws XMLStreamException {
        if (version.isSince("2019-12-12")) {
            xml.text("OrMetadata", "");
        }
    }

    private void writeProperties(Xml xml, Blob blob, BlobItem item) throws XMLStreamException {
        BlobHeaders headers = blob.headers();
        if (version.isSince("2017-11-09")) {
            xml.text("Creation-Time", HttpDates.format(blob.created()));
        }
        xml.text("Last-Modified", HttpDates.format(blob.modified()))
                .text("Etag", blob.etag())
                .text("Content-Length", String.valueOf(blob.content().length()))
                .orEmpty("Content-Type", headers.contentType())
                .orEmpty("Content-Encoding", headers.contentEncoding())
                .orEmpty("Content-Language", headers.contentLanguage());
        if (version.isSince("2019-02-02")) {
            // The service writes it, and never fills it.
            xml.text("Content-CRC64", "");
        }
        xml.orEmpty("Content-MD5", headers.contentMd5())
                .orEmpty("Cache-Control", headers.cacheControl())
                .orEmpty("Content-Disposition", headers.contentDisposition())
                .text("BlobType", blob.type().wireName());
        writeTier(xml, blob.tier());
        if (item.view().lease() != null) {
            writeLease(xml, item.view().lease());
        }
        if (includes.contains("copy") && blob.copy() != null) {
            writeCopy(xml, blob.copy());
        }
        xml.text("ServerEncrypted", "true");
        if (!blob.tags().isEmpty()) {
            xml.text("TagCount", String.valueOf(blob.tags().size()));
        }
        if (blob.sealed()) {
            xml.text("Sealed", "true");
        }
    }

    /** Where a blob is on its way to, null if it stays. */
    static @Nullable String archiveStatus(AccessTier.@Nullable Rehydration rehydration) {
        return rehydration == null
                ? null
                : "rehydrate-pending-to-" + rehydration.target().toLowerCase(Locale.ROOT);
    }

    private void writeTier(Xml xml, @Nullable AccessTier tier) throws XMLStreamException {
        if (tier != null) {
            xml.text("AccessTier", tier.name());
            if (tier.inferred()) {
                xml.text("AccessTierInferred", "true");
            }
            AccessTier.Rehydration rehydration = tier.rehydration();
            xml.optional("ArchiveStatus", archiveStatus(rehydration));
            if (rehydration != null && version.isSince("2019-12-12")) {
                xml.text("RehydratePriority", rehydration.priority().wireName());
            }
            if (tier.changed() != null) {
                xml.text("AccessTierChangeTime", HttpDates.format(tier.changed()));
            }
        }
    }

    static void writeLease(Xml xml, Lease lease) throws XMLStreamException {
        xml.text("LeaseStatus", lease.locked() ? "locked" : "unlocked")
                .text("LeaseState", lease.state().wireName())
                .optional("LeaseDuration", ContainerActions.durationOf(lease));
    }

    private static void writeCopy(Xml xml, CopyRecord copy) throws XMLStreamException {
        xml.text("CopyId", copy.id())
                .text("CopySource", copy.source())
                .text("CopyStatus", "success")
                .text("CopyProgress", copy.length() + "/" + copy.length())
                .text("CopyCompletionTime", HttpDates.format(copy.completed()));
    }

    static void writeMetadata(Xml xml, Map<String, String> metadata) throws XMLStreamException {
        xml.element("Metadata", () -> {
            for (Map.Entry<String, String> entry : metadata.entrySet()) {
                xml.text(entry.getKey(), entry.getValue());
            }
        });
    }
}
