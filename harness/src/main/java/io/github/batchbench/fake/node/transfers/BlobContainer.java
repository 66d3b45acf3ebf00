package io.github.batchbench.fake.node.transfers;

import io.github.batchbench.fake.node.failure.NodeFailureException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** A container by its URL, whose query is a SAS. */
final class BlobContainer {
    private static final XMLInputFactory XML = XMLInputFactory.newFactory();

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XML.setProperty(XMLInputFactory.IS_COALESCING, true);
    }

    private final String address;
    private final String sas;

    BlobContainer(URI url) {
        String plain = Transfer.withoutQuery(url);
        this.address = plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
        this.sas = url.getRawQuery() == null ? "" : url.getRawQuery();
    }

    /** The URL of a blob; every segment of its name is encoded, slashes stay. */
    URI blob(String name, String... query) {
        String path = Stream.of(name.split("/", -1)).map(BlobContainer::encode).collect(Collectors.joining("/"));
        String all = Stream.concat(Stream.of(query), Stream.of(sas))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("&"));
        return URI.create(address + (path.isEmpty() ? "" : "/" + path) + (all.isEmpty() ? "" : "?" + all));
    }

    /** The names of all blobs that start with the prefix, page by page. */
    List<String> list(String prefix, Transfer transfer) throws IOException, NodeFailureException {
        List<String> names = new ArrayList<>();
        String marker = "";
        do {
            URI page = blob(
                    "",
                    "restype=container&comp=list",
                    prefix.isEmpty() ? "" : "prefix=" + encode(prefix),
                    marker.isEmpty() ? "" : "marker=" + encode(marker));
            marker = transfer.get(page, (answer, body) -> read(body, names));
        } while (!marker.isEmpty());
        return names;
    }

    /** Adds the names on a page, and gives the marker of the next one. */
    private static String read(InputStream body, List<String> names) throws IOException {
        List<String> page = new ArrayList<>();
        String marker = "";
        try {
            XMLStreamReader reader = XML.createXMLStreamReader(body);
            while (reader.hasNext()) {
                if (reader.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                if (reader.getLocalName().equals("Name")) {
                    boolean encoded = Boolean.parseBoolean(reader.getAttributeValue(null, "Encoded"));
                    String name = reader.getElementText();
                    page.add(encoded ? URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8) : name);
                } else if (reader.getLocalName().equals("NextMarker")) {
                    marker = reader.getElementText();
                }
            }
        } catch (XMLStreamException e) {
            throw new IOException("The list of blobs is not readable.", e);
        }
        names.addAll(page);
        return marker;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
