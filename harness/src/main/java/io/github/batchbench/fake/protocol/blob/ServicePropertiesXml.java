package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.blob.ServiceProperties;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Sets of the service's properties only what a client sent; the others stay. */
final class ServicePropertiesXml {
    private static final String ROOT = "StorageServiceProperties";
    private static final Set<String> KNOWN = Set.of(
            "Logging",
            "HourMetrics",
            "MinuteMetrics",
            "Cors",
            "DefaultServiceVersion",
            "DeleteRetentionPolicy",
            "StaticWebsite");

    private ServicePropertiesXml() {}

    static ServiceProperties merge(ServiceProperties current, byte[] sent) {
        Document merged = Xml.parse(current.xml().getBytes(StandardCharsets.UTF_8));
        Element root = merged.getDocumentElement();
        Element changes = Xml.parse(sent).getDocumentElement();
        if (!changes.getTagName().equals(ROOT)) {
            throw BlobError.INVALID_XML_DOCUMENT.exception();
        }
        NodeList children = changes.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element change) {
                replace(root, change);
            }
        }
        return new ServiceProperties(text(merged));
    }

    private static void replace(Element root, Element change) {
        if (!KNOWN.contains(change.getTagName())) {
            throw BlobError.INVALID_XML_DOCUMENT.exception("Not a property of the service: " + change.getTagName());
        }
        Node copy = root.getOwnerDocument().importNode(change, true);
        NodeList old = root.getElementsByTagName(change.getTagName());
        if (old.getLength() == 0) {
            root.appendChild(copy);
        } else {
            root.replaceChild(copy, old.item(0));
        }
    }

    private static String text(Document document) {
        try {
            TransformerFactory factory = TransformerFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            StringWriter text = new StringWriter();
            factory.newTransformer().transform(new DOMSource(document), new StreamResult(text));
            return text.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException("Cannot write XML", e);
        }
    }
}
