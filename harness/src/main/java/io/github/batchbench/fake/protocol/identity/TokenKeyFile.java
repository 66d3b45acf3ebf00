package io.github.batchbench.fake.protocol.identity;

import io.github.batchbench.tls.OwnerFiles;
import io.github.batchbench.tls.Pem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A key in a file for its owner alone (PEM), so that tokens outlive the process. It is made when it is first needed, and is in the file
 * before it signs anything. Thread-safe.
 */
final class TokenKeyFile implements Supplier<TokenKey> {
    private final Path file;
    private @Nullable TokenKey key;

    /**
     * Of a file, which need not be there.
     *
     * @throws IllegalArgumentException if there is no such key in it
     */
    TokenKeyFile(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            this.key = read(file);
        }
    }

    @Override
    public synchronized TokenKey get() {
        TokenKey known = key;
        if (known == null) {
            known = TokenKey.create();
            write(known);
            key = known;
        }
        return known;
    }

    private static TokenKey read(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.US_ASCII).replaceAll("-----[A-Z ]+-----", "");
            KeyFactory factory = KeyFactory.getInstance("RSA");
            RSAPrivateCrtKey secret = (RSAPrivateCrtKey) factory.generatePrivate(
                    new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(text)));
            RSAPublicKeySpec published = new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent());
            return new TokenKey(new KeyPair(factory.generatePublic(published), secret));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException | ClassCastException e) {
            throw new IllegalArgumentException(
                    "The file " + file + " has no key that signs tokens: delete it for a new one.", e);
        }
    }

    private void write(TokenKey made) {
        try {
            OwnerFiles.write(file, Pem.text(made.secret()));
        } catch (IOException e) {
            throw new UncheckedIOException("The key that signs tokens cannot be kept in " + file + ": " + e, e);
        }
    }
}
