package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.AccessPolicy;
import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.blob.BlobException;
import io.github.batchbench.fake.blob.BlobTime;
import io.github.batchbench.fake.protocol.blob.access.SasCheck;
import io.github.batchbench.fake.protocol.blob.format.Xml;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The stored access policies of a container as XML. */
final class AccessPolicyXml {
    private static final int MOST = 5;
    private static final int LONGEST_ID = 64;

    /** All letters that a signature for a container or a blob can have. */
    private static final Pattern PERMISSIONS = Pattern.compile("[racwdxyltmeopfi]*");

    private AccessPolicyXml() {}

    /** What a client sent; nothing at all is no policies. */
    static List<AccessPolicy> read(byte[] body) {
        if (body.length == 0) {
            return List.of();
        }
        NodeList found = Xml.parse(body).getElementsByTagName("SignedIdentifier");
        if (found.getLength() > MOST) {
            throw Xml.refused("");
        }
        List<AccessPolicy> policies = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            AccessPolicy policy = policy((Element) found.item(i));
            if (policies.stream().anyMatch(other -> other.id().equals(policy.id()))) {
                throw Xml.refused("There is more than one stored access policy with the Id " + policy.id() + ".");
            }
            policies.add(policy);
        }
        return List.copyOf(policies);
    }

    private static AccessPolicy policy(Element xml) {
        String id = text(xml, "Id");
        if (id == null || id.length() > LONGEST_ID) {
            throw Xml.refused("Signed identifier ID cannot be empty or over 64 characters in length");
        }
        String permissions = text(xml, "Permission");
        if (permissions != null && !PERMISSIONS.matcher(permissions).matches()) {
            throw invalid("Permission", permissions);
        }
        return new AccessPolicy(id, time(xml, "Start"), time(xml, "Expiry"), permissions);
    }

    private static @Nullable String time(Element parent, String name) {
        String text = text(parent, name);
        if (text != null && !SasCheck.isTime(text)) {
            throw invalid(name, text);
        }
        return text;
    }

    /** With seven digits of a second, whatever was sent. */
    private static @Nullable String shown(@Nullable String time) {
        return time == null ? null : BlobTime.text(SasCheck.instant(time));
    }

    /** The code for a value that is none of its kind; that it is this one here is a guess. */
    private static BlobException invalid(String name, String value) {
        return BlobError.INVALID_XML_NODE_VALUE
                .exception()
                .with("XmlNodeName", name)
                .with("XmlNodeValue", value);
    }

    private static @Nullable String text(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        String text = found.getLength() == 0 ? "" : found.item(0).getTextContent();
        return text.isEmpty() ? null : text;
    }

    static String text(List<AccessPolicy> policies) {
        return Xml.document(xml -> xml.element("SignedIdentifiers", () -> {
            for (AccessPolicy policy : policies) {
                write(xml, policy);
            }
        }));
    }

    private static void write(Xml xml, AccessPolicy policy) throws XMLStreamException {
        xml.element("SignedIdentifier", () -> {
            xml.text("Id", policy.id());
            if (policy.start() != null || policy.expiry() != null || policy.permissions() != null) {
                xml.element(
                        "AccessPolicy",
                        () -> xml.optional("Start", shown(policy.start()))
                                .optional("Expiry", shown(policy.expiry()))
                                .optional("Permission", policy.permissions()));
            }
        });
    }
}
