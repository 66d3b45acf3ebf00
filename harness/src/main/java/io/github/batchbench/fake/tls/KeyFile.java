package io.github.batchbench.fake.tls;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.jspecify.annotations.Nullable;

/** A private key in a file. What cannot be used is said with the file's name, never with what is in it. */
final class KeyFile {
    private KeyFile() {}

    /**
     * The private key of a file, in any of the forms that OpenSSL writes.
     *
     * @param of the public key that it belongs to
     * @throws IllegalArgumentException if there is none, or none that can be used
     */
    static PrivateKey read(Path file, PublicKey of) {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
                PEMParser parser = new PEMParser(reader)) {
            for (Object found = parser.readObject(); found != null; found = parser.readObject()) {
                if (found instanceof PEMEncryptedKeyPair || found instanceof PKCS8EncryptedPrivateKeyInfo) {
                    throw unusable(
                            file, "a key with a password; take the password away (openssl pkey -in … -out …)", null);
                }
                if (found instanceof PEMKeyPair pair) {
                    return key(pair.getPrivateKeyInfo(), of, file);
                }
                if (found instanceof PrivateKeyInfo info) {
                    return key(info, of, file);
                }
            }
        } catch (PEMException e) {
            throw unusable(file, "no private key in PEM that can be read", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The file " + file + " cannot be read: " + e.getClass().getSimpleName() + ".", e);
        }
        throw unusable(file, "no private key in PEM", null);
    }

    private static PrivateKey key(PrivateKeyInfo info, PublicKey of, Path file) throws IOException {
        try {
            // A key of a curve need not name the curve; the certificate does.
            PrivateKeyInfo whole = new PrivateKeyInfo(
                    SubjectPublicKeyInfo.getInstance(of.getEncoded()).getAlgorithm(), info.parsePrivateKey());
            return KeyFactory.getInstance(of.getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(whole.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw unusable(file, "a key that does not belong to the certificate, which is " + of.getAlgorithm(), e);
        }
    }

    private static IllegalArgumentException unusable(Path file, String what, @Nullable Exception cause) {
        return new IllegalArgumentException("The file " + file + " has " + what + ".", cause);
    }
}
