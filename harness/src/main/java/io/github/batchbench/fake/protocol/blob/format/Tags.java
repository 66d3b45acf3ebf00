package io.github.batchbench.fake.protocol.blob.format;

import io.github.batchbench.fake.blob.BlobError;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Tags of a blob, as header and as XML; at most ten, of a limited alphabet. */
public final class Tags {
    private static final int MOST = 10;
    private static final Pattern ALPHABET = Pattern.compile("[a-zA-Z0-9 +\\-./:=_]*");

    private Tags() {}

    /** As {@code x-ms-tags} has them: a query. */
    public static Map<String, String> ofHeader(String query) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw BlobError.INVALID_TAG.exception();
            }
            put(tags, decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
        }
        return checked(tags);
    }

    private static String decode(String text) {
        return Percent.decode(text, true).orElseThrow(BlobError.INVALID_TAG::exception);
    }

    /** As a document has them. */
    public static Map<String, String> ofXml(byte[] body) {
        Map<String, String> tags = new LinkedHashMap<>();
        Element root = Xml.parse(body).getDocumentElement();
        if (!root.getTagName().equals("Tags")
                || root.getElementsByTagName("TagSet").getLength() != 1) {
            throw Xml.refused("");
        }
        NodeList found = root.getElementsByTagName("Tag");
        for (int i = 0; i < found.getLength(); i++) {
            Element tag = (Element) found.item(i);
            put(tags, text(tag, "Key"), text(tag, "Value"));
        }
        return checked(tags);
    }

    private static String text(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        if (found.getLength() != 1) {
            throw Xml.refused("");
        }
        return found.item(0).getTextContent();
    }

    /** The document that says them. */
    public static String toXml(Map<String, String> tags) {
        return Xml.document(xml -> xml.element("Tags", () -> writeSet(xml, tags)));
    }

    /** Writes them into a document. */
    public static void writeSet(Xml xml, Map<String, String> tags) throws XMLStreamException {
        xml.element("TagSet", () -> {
            for (Map.Entry<String, String> tag : tags.entrySet()) {
                xml.element("Tag", () -> xml.text("Key", tag.getKey()).text("Value", tag.getValue()));
            }
        });
    }

    private static void put(Map<String, String> tags, String key, String value) {
        boolean fits = !key.isEmpty() && key.length() <= 128 && value.length() <= 256;
        if (!fits
                || !ALPHABET.matcher(key).matches()
                || !ALPHABET.matcher(value).matches()) {
            throw BlobError.INVALID_TAG.exception();
        }
        if (tags.put(key, value) != null) {
            throw BlobError.INVALID_TAG.exception("There is more than one tag with the key " + key + ".");
        }
    }

    private static Map<String, String> checked(Map<String, String> tags) {
        if (tags.size() > MOST) {
            throw BlobError.INVALID_TAG.exception("The number of tags must not exceed " + MOST + ".");
        }
        return Collections.unmodifiableMap(tags);
    }
}
