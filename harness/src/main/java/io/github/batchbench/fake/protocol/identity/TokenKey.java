package io.github.batchbench.fake.protocol.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/** A key that signs tokens (RFC 7515, RS256). Thread-safe. */
final class TokenKey {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final int BITS = 2048;

    private final KeyPair keys;
    private final String id;

    TokenKey(KeyPair keys) {
        this.keys = keys;
        this.id = ENCODER.encodeToString(DigestUtils.sha1(keys.getPublic().getEncoded()));
    }

    private static final class OfThisProcess {
        private static final TokenKey INSTANCE = create();
    }

    /** Made when it is first needed, once for this process. */
    static TokenKey ofThisProcess() {
        return OfThisProcess.INSTANCE;
    }

    /** A new one. */
    static TokenKey create() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return new TokenKey(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has RSA.", e);
        }
    }

    /** Its secret half. */
    PrivateKey secret() {
        return keys.getPrivate();
    }

    /** A token with these claims. */
    String sign(Map<String, Object> claims) {
        String text = encoded(Map.of("typ", "JWT", "alg", "RS256", "kid", id, "x5t", id)) + "." + encoded(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + ENCODER.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK can sign.", e);
        }
    }

    /** The claims of a token, whoever has signed it; empty if it is none. */
    static Optional<Map<String, Object>> claims(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            byte[] claims = Base64.getUrlDecoder().decode(parts[1]);
            return Optional.of(JSON.readValue(claims, new TypeReference<Map<String, Object>>() {}));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether this key has signed the token, in the one way that it signs. */
    boolean hasSigned(String token) {
        int end = token.lastIndexOf('.');
        try {
            Map<String, Object> header = JSON.readValue(
                    Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))),
                    new TypeReference<Map<String, Object>>() {});
            if (!"RS256".equals(header.get("alg")) || !id.equals(header.get("kid"))) {
                return false;
            }
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(keys.getPublic());
            signature.update(token.substring(0, end).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(token.substring(end + 1)));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    /** The public half, as a set of keys (RFC 7517). */
    Map<String, Object> published() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return Map.of(
                "keys",
                List.of(Map.of(
                        "kty",
                        "RSA",
                        "use",
                        "sig",
                        "alg",
                        "RS256",
                        "kid",
                        id,
                        "x5t",
                        id,
                        "n",
                        number(key.getModulus()),
                        "e",
                        number(key.getPublicExponent()))));
    }

    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int sign = bytes[0] == 0 ? 1 : 0;
        byte[] unsigned = new byte[bytes.length - sign];
        System.arraycopy(bytes, sign, unsigned, 0, unsigned.length);
        return ENCODER.encodeToString(unsigned);
    }

    private static String encoded(Map<String, Object> document) {
        return ENCODER.encodeToString(json(document));
    }

    static byte[] json(Object document) {
        try {
            return JSON.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
