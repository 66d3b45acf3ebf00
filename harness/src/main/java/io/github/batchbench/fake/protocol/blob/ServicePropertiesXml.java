package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.blob.BlobException;
import io.github.batchbench.fake.blob.ServiceProperties;
import io.github.batchbench.fake.blob.ServiceProperties.DeleteRetention;
import io.github.batchbench.fake.blob.ServiceProperties.Logging;
import io.github.batchbench.fake.blob.ServiceProperties.Metrics;
import io.github.batchbench.fake.blob.ServiceProperties.Retention;
import io.github.batchbench.fake.blob.ServiceProperties.StaticWebsite;
import io.github.batchbench.fake.protocol.blob.format.Xml;
import io.github.batchbench.fake.protocol.blob.message.ServiceVersion;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The service's properties as XML. A document sets what it has; the rest stays. */
final class ServicePropertiesXml {
    private static final String ROOT = "StorageServiceProperties";
    private static final int LONGEST_RETENTION = 365;

    private ServicePropertiesXml() {}

    static ServiceProperties merge(ServiceProperties current, byte[] sent) {
        Element root = Xml.parse(sent).getDocumentElement();
        if (!root.getTagName().equals(ROOT)) {
            throw Xml.refused("");
        }
        ServiceProperties merged = current;
        for (Element change : children(root)) {
            merged = with(merged, change);
        }
        return merged;
    }

    private static ServiceProperties with(ServiceProperties old, Element change) {
        String name = change.getTagName();
        return new ServiceProperties(
                name.equals("Logging") ? logging(change) : old.logging(),
                name.equals("HourMetrics") ? metrics(change) : old.hourMetrics(),
                name.equals("MinuteMetrics") ? metrics(change) : old.minuteMetrics(),
                name.equals("Cors") ? CorsXml.read(children(change)) : old.cors(),
                name.equals("DeleteRetentionPolicy") ? deleteRetention(change) : old.deleteRetention(),
                name.equals("StaticWebsite") ? staticWebsite(change) : old.staticWebsite(),
                name.equals("DefaultServiceVersion") ? version(change) : requireKnown(name, old.defaultVersion()));
    }

    private static @Nullable String requireKnown(String name, @Nullable String version) {
        boolean known = List.of(
                        "Logging", "HourMetrics", "MinuteMetrics", "Cors", "DeleteRetentionPolicy", "StaticWebsite")
                .contains(name);
        if (!known) {
            throw Xml.refused("Not a property of the service: " + name);
        }
        return version;
    }

    private static Logging logging(Element xml) {
        return new Logging(
                text(xml, "Version"), flag(xml, "Read"), flag(xml, "Write"), flag(xml, "Delete"), retention(xml));
    }

    private static Metrics metrics(Element xml) {
        boolean enabled = flag(xml, "Enabled");
        return new Metrics(text(xml, "Version"), enabled, enabled ? flag(xml, "IncludeAPIs") : null, retention(xml));
    }

    private static Retention retention(Element xml) {
        return child(xml, "RetentionPolicy")
                .map(ServicePropertiesXml::days)
                .orElseThrow(() -> missing("RetentionPolicy"));
    }

    private static Retention days(Element policy) {
        if (!flag(policy, "Enabled")) {
            return new Retention(null);
        }
        int days = number(policy, "Days");
        if (days < 1 || days > LONGEST_RETENTION) {
            throw Xml.refused("Retention days must be greater than 0 and less than or equal to 365 days.");
        }
        return new Retention(days);
    }

    private static DeleteRetention deleteRetention(Element xml) {
        boolean permanent = child(xml, "AllowPermanentDelete").isPresent() && flag(xml, "AllowPermanentDelete");
        return new DeleteRetention(days(xml), permanent);
    }

    private static StaticWebsite staticWebsite(Element xml) {
        return new StaticWebsite(
                flag(xml, "Enabled"),
                optional(xml, "IndexDocument"),
                optional(xml, "DefaultIndexDocumentPath"),
                optional(xml, "ErrorDocument404Path"));
    }

    private static String version(Element xml) {
        return new ServiceVersion(xml.getTextContent().trim()).known().date();
    }

    static String text(ServiceProperties properties, ServiceVersion version) {
        return Xml.document(xml -> xml.element(ROOT, () -> {
            Logging logging = properties.logging();
            xml.element("Logging", () -> {
                xml.text("Version", logging.version())
                        .flag("Read", logging.read())
                        .flag("Write", logging.write())
                        .flag("Delete", logging.delete());
                write(xml, logging.retention());
            });
            write(xml, "HourMetrics", properties.hourMetrics());
            write(xml, "MinuteMetrics", properties.minuteMetrics());
            CorsXml.write(xml, properties.cors());
            if (version.isSince("2017-07-29")) {
                write(xml, properties.deleteRetention(), version.isSince("2020-02-10"));
            }
            if (version.isSince("2018-03-28")) {
                write(xml, properties.staticWebsite());
            }
            xml.optional("DefaultServiceVersion", properties.defaultVersion());
        }));
    }

    private static void write(Xml xml, String name, Metrics metrics) throws XMLStreamException {
        xml.element(name, () -> {
            xml.text("Version", metrics.version()).flag("Enabled", metrics.enabled());
            if (metrics.includeApis() != null) {
                xml.flag("IncludeAPIs", metrics.includeApis());
            }
            write(xml, metrics.retention());
        });
    }

    private static void write(Xml xml, Retention retention) throws XMLStreamException {
        xml.element("RetentionPolicy", () -> writeDays(xml, retention));
    }

    private static void writeDays(Xml xml, Retention retention) throws XMLStreamException {
        xml.flag("Enabled", retention.days() != null);
        if (retention.days() != null) {
            xml.text("Days", String.valueOf(retention.days()));
        }
    }

    private static void write(Xml xml, DeleteRetention policy, boolean withPermanent) throws XMLStreamException {
        xml.element("DeleteRetentionPolicy", () -> {
            writeDays(xml, policy.retention());
            if (withPermanent) {
                xml.flag("AllowPermanentDelete", policy.permanentDelete());
            }
        });
    }

    private static void write(Xml xml, StaticWebsite site) throws XMLStreamException {
        xml.element(
                "StaticWebsite",
                () -> xml.flag("Enabled", site.enabled())
                        .optional("IndexDocument", site.indexDocument())
                        .optional("ErrorDocument404Path", site.errorDocument404Path())
                        .optional("DefaultIndexDocumentPath", site.defaultIndexDocumentPath()));
    }

    private static List<Element> children(Element parent) {
        NodeList nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
    }

    private static Optional<Element> child(Element parent, String name) {
        return children(parent).stream()
                .filter(child -> child.getTagName().equals(name))
                .findFirst();
    }

    static String text(Element parent, String name) {
        return child(parent, name).map(child -> child.getTextContent().trim()).orElseThrow(() -> missing(name));
    }

    private static BlobException missing(String name) {
        return Xml.refused("Element is missing: " + name + ".");
    }

    private static @Nullable String optional(Element parent, String name) {
        return child(parent, name)
                .map(child -> child.getTextContent().trim())
                .filter(text -> !text.isEmpty())
                .orElse(null);
    }

    private static boolean flag(Element parent, String name) {
        return switch (text(parent, name)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw BlobError.INVALID_XML_NODE_VALUE.exception().with("XmlNodeName", name);
        };
    }

    static int number(Element parent, String name) {
        try {
            int number = Integer.parseInt(text(parent, name));
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused like a negative one.
        }
        throw BlobError.INVALID_XML_NODE_VALUE.exception().with("XmlNodeName", name);
    }
}
