package io.github.batchbench.fake.protocol.identity;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/**
 * An application of the fake's tenant, which tokens are for. The first one is the fake's managed identity, too.
 *
 * @param tenantId the directory
 * @param clientId the application
 * @param objectId the application's identity in the directory
 * @param clientSecret what it proves itself with; secret
 */
public record ServicePrincipal(String tenantId, String clientId, String objectId, String clientSecret) {
    private static final String TENANT = "00000000-0000-0000-0000-0000000000bb";
    private static final String CLIENT = "00000000-0000-0000-0000-0000000000cc";
    private static final String OBJECT = "00000000-0000-0000-0000-0000000000aa";
    private static final int SECRET_BYTES = 20;

    /**
     * Checks that the ids are such.
     *
     * @throws IllegalArgumentException if one cannot be used; the message never has the secret
     */
    public ServicePrincipal {
        requireId("tenant", tenantId);
        requireId("client id", clientId);
        requireId("object id", objectId);
        if (!clientSecret.matches("[\\x21-\\x7e]+")) {
            throw new IllegalArgumentException("The client secret is empty, or has a blank or another odd character.");
        }
    }

    private static void requireId(String what, String id) {
        try {
            if (UUID.fromString(id).toString().equalsIgnoreCase(id)) {
                return;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The " + what + " is no UUID: " + id, e);
        }
        throw new IllegalArgumentException("The " + what + " is no UUID: " + id);
    }

    /** Always the same ids, and a secret that nobody can guess. */
    public static ServicePrincipal random() {
        return new ServicePrincipal(TENANT, CLIENT, OBJECT, randomSecret());
    }

    /** One more application of this one's tenant, with a secret that nobody can guess; the same number gives the same ids. */
    public ServicePrincipal sibling(int number) {
        String end = String.format(Locale.ROOT, "-%012x", number);
        return new ServicePrincipal(
                tenantId, "00000000-0000-0000-00cc" + end, "00000000-0000-0000-00aa" + end, randomSecret());
    }

    /** Something that nobody can guess, in letters and digits. */
    public static String randomSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    /** This one with other names and another secret. */
    public ServicePrincipal with(String tenant, String client, String secret) {
        return new ServicePrincipal(tenant, client, objectId, secret);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "ServicePrincipal[tenantId=" + tenantId + ", clientId=" + clientId + "]";
    }
}
