package io.github.batchbench.fake.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** A server's one pair of keys, with a certificate for each name that it has. */
abstract class ServerKeys extends X509ExtendedKeyManager {
    static final String USUAL = "usual";

    private final KeyPair keys;

    ServerKeys(KeyPair keys) {
        this.keys = keys;
    }

    KeyPair keys() {
        return keys;
    }

    /** Which certificate the client at the other end gets. */
    abstract String alias(SSLEngine engine);

    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {this}, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has TLS.", e);
        }
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String type, Principal @Nullable [] issuers, SSLEngine engine) {
        return isOf(type) ? alias(engine) : null;
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
        return isOf(type) ? new String[] {USUAL} : null;
    }

    @Override
    public @Nullable String chooseServerAlias(String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return isOf(type) ? USUAL : null;
    }

    private boolean isOf(String type) {
        return type.equals(keys.getPublic().getAlgorithm());
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return keys.getPrivate();
    }

    @Override
    public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    /** The one certificate that somebody else has made, whatever name is asked for. */
    static final class Given extends ServerKeys {
        private final List<X509Certificate> chain;

        Given(KeyPair keys, List<X509Certificate> chain) {
            super(keys);
            this.chain = List.copyOf(chain);
        }

        @Override
        String alias(SSLEngine engine) {
            return USUAL;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return chain.toArray(new X509Certificate[0]);
        }
    }
}
