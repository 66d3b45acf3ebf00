package io.github.batchbench.fake.protocol.blob.access;

import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.protocol.blob.format.Xml;
import io.github.batchbench.fake.protocol.identity.ServicePrincipal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.w3c.dom.NodeList;

/**
 * What a user delegation key is for. A signature repeats it, so that nothing has to be remembered.
 *
 * @param user the user's object id
 * @param tenant the user's tenant
 * @param start when it begins, as the service writes it
 * @param expiry when it ends
 * @param version the api-version that asked for it
 * @param delegatedTenant tenant of the user that the signatures are for, empty for any
 */
public record UserDelegation(
        String user, String tenant, String start, String expiry, String version, String delegatedTenant) {
    private static final String USER = "00000000-0000-0000-0000-0000000000aa";
    private static final String TENANT = "00000000-0000-0000-0000-0000000000bb";
    private static final String SERVICE = "b";
    private static final Duration LONGEST = Duration.ofDays(7);

    /** What the body of a request asks for. */
    public static UserDelegation requested(byte[] body, String version, Instant now, Optional<ServicePrincipal> user) {
        var document = Xml.parse(body);
        Instant start = text(document.getElementsByTagName("Start"))
                .map(UserDelegation::instant)
                .orElse(now);
        Instant expiry = text(document.getElementsByTagName("Expiry"))
                .map(UserDelegation::instant)
                .orElseThrow(BlobError.INVALID_XML_NODE_VALUE::exception);
        if (!expiry.isAfter(start)
                || !expiry.isAfter(now)
                || Duration.between(now, expiry).compareTo(LONGEST) > 0) {
            throw BlobError.INVALID_XML_NODE_VALUE.exception(
                    "A user delegation key must expire after its start and within seven days from now.");
        }
        String delegated =
                text(document.getElementsByTagName("DelegatedUserTid")).orElse("");
        return new UserDelegation(
                user.map(ServicePrincipal::objectId).orElse(USER),
                user.map(ServicePrincipal::tenantId).orElse(TENANT),
                wire(start),
                wire(expiry),
                version,
                delegated);
    }

    /** What a signature says it was signed with. */
    static UserDelegation of(Sas sas) {
        return new UserDelegation(
                sas.get("skoid"), sas.get("sktid"), sas.get("skt"), sas.get("ske"), sas.get("skv"), sas.get("skdutid"));
    }

    private static Optional<String> text(NodeList found) {
        return found.getLength() == 0
                ? Optional.empty()
                : Optional.of(found.item(0).getTextContent().trim()).filter(text -> !text.isEmpty());
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw BlobError.INVALID_XML_NODE_VALUE.exception().with("XmlNodeValue", text);
        }
    }

    private static String wire(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** What the key is made of. */
    String seed() {
        return String.join("\n", "user delegation key", user, tenant, start, expiry, SERVICE, version, delegatedTenant);
    }

    /** The service's answer. */
    public String xml(String value) {
        return Xml.document(xml -> xml.element("UserDelegationKey", () -> {
            xml.text("SignedOid", user)
                    .text("SignedTid", tenant)
                    .text("SignedStart", start)
                    .text("SignedExpiry", expiry)
                    .text("SignedService", SERVICE)
                    .text("SignedVersion", version);
            if (!delegatedTenant.isEmpty()) {
                xml.text("SignedDelegatedUserTid", delegatedTenant);
            }
            xml.text("Value", value);
        }));
    }
}
