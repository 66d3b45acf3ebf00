package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.blob.BlobException;
import io.github.batchbench.fake.blob.CorsRule;
import io.github.batchbench.fake.protocol.blob.format.Xml;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import org.w3c.dom.Element;

/** The rules of CORS as XML, within the limits that the documentation sets. */
final class CorsXml {
    private static final int MOST_RULES = 5;
    private static final int MOST_ENTRIES = 64;
    private static final int MOST_PREFIXES = 2;
    private static final int LONGEST_ENTRY = 256;
    private static final Set<String> METHODS =
            Set.of("DELETE", "GET", "HEAD", "MERGE", "PATCH", "POST", "OPTIONS", "PUT");

    private CorsXml() {}

    static List<CorsRule> read(List<Element> elements) {
        if (elements.size() > MOST_RULES) {
            throw refused("");
        }
        return elements.stream().map(CorsXml::rule).toList();
    }

    private static CorsRule rule(Element xml) {
        CorsRule rule = new CorsRule(
                ServicePropertiesXml.text(xml, "AllowedMethods"),
                ServicePropertiesXml.text(xml, "AllowedOrigins"),
                wholeNamesFirst(ServicePropertiesXml.text(xml, "AllowedHeaders")),
                wholeNamesFirst(ServicePropertiesXml.text(xml, "ExposedHeaders")),
                ServicePropertiesXml.number(xml, "MaxAgeInSeconds"));
        requireSome("AllowedMethods", rule.methods());
        requireSome("AllowedOrigins", rule.origins());
        for (String method : CorsRule.entries(rule.methods())) {
            if (!METHODS.contains(method.toUpperCase(Locale.ROOT))) {
                throw BlobError.INVALID_XML_NODE_VALUE
                        .exception()
                        .with("XmlNodeName", "AllowedMethods")
                        .with("XmlNodeValue", method);
            }
        }
        requireFew("AllowedOrigins", CorsRule.entries(rule.origins()));
        requireFewHeaders("AllowedHeaders", rule.allowedHeaders());
        requireFewHeaders("ExposedHeaders", rule.exposedHeaders());
        return rule;
    }

    private static void requireSome(String name, String list) {
        if (CorsRule.entries(list).isEmpty()) {
            throw refused("A rule of CORS needs " + name + ".");
        }
    }

    private static void requireFew(String name, List<String> entries) {
        if (entries.size() > MOST_ENTRIES || entries.stream().anyMatch(entry -> entry.length() > LONGEST_ENTRY)) {
            throw refused(name + " has at most 64 entries of at most 256 characters.");
        }
    }

    private static void requireFewHeaders(String name, String list) {
        List<String> entries = CorsRule.entries(list);
        requireFew(name, entries.stream().filter(entry -> !isPrefix(entry)).toList());
        List<String> prefixes = entries.stream().filter(CorsXml::isPrefix).toList();
        requireFew(name, prefixes);
        if (prefixes.size() > MOST_PREFIXES) {
            throw refused(name + " has at most 2 prefixes.");
        }
    }

    private static boolean isPrefix(String entry) {
        return entry.endsWith("*");
    }

    /** The service answers the names of headers before their prefixes, as recorded. */
    private static String wholeNamesFirst(String names) {
        return Arrays.stream(names.split(",", -1))
                .sorted(Comparator.comparing(CorsXml::isPrefix))
                .collect(Collectors.joining(","));
    }

    /** With the code that is recorded for a sixth rule; a guess for the rest. */
    private static BlobException refused(String why) {
        return Xml.refused(why);
    }

    static void write(Xml xml, List<CorsRule> rules) throws XMLStreamException {
        xml.element("Cors", () -> {
            for (CorsRule rule : rules) {
                xml.element(
                        "CorsRule",
                        () -> xml.text("AllowedMethods", rule.methods())
                                .text("AllowedOrigins", rule.origins())
                                .text("AllowedHeaders", rule.allowedHeaders())
                                .text("ExposedHeaders", rule.exposedHeaders())
                                .text("MaxAgeInSeconds", String.valueOf(rule.maxAgeSeconds())));
            }
        });
    }
}
