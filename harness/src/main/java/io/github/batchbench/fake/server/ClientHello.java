package io.github.batchbench.fake.server;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.StandardConstants;

/**
 * How a client begins TLS. Java's own TLS reads it, with an engine that has no key and never answers.
 *
 * @param name the server's that it wants, in small letters; empty if it says none
 * @param said all that was read
 */
record ClientHello(String name, ByteArrayOutputStream said) {
    private static final int RECORD_HEAD = 5;
    private static final int LONGEST = 1 << 16;
    private static final SSLContext READER = reader();

    /**
     * Reads it.
     *
     * @throws IOException also if it is none
     */
    static ClientHello read(InputStream in) throws IOException {
        SSLEngine engine = READER.createSSLEngine();
        engine.setUseClientMode(false);
        Name name = new Name();
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setSNIMatchers(List.of(name));
        engine.setSSLParameters(parameters);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteBuffer none = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        while (said.size() < LONGEST) {
            byte[] head = exactly(in, RECORD_HEAD);
            byte[] body = exactly(in, ((head[3] & 0xff) << 8) | (head[4] & 0xff));
            said.write(head);
            said.write(body);
            ByteBuffer received = ByteBuffer.allocate(head.length + body.length)
                    .put(head)
                    .put(body)
                    .flip();
            HandshakeStatus next = engine.unwrap(received, none).getHandshakeStatus();
            if (next == HandshakeStatus.NEED_TASK) {
                // It looks for a key, and finds none; by then it knows the name.
                engine.getDelegatedTask().run();
                return new ClientHello(name.value, said);
            }
        }
        throw new SSLException("A client that says hello for so long is none.");
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The client has gone before it has said hello.");
        }
        return bytes;
    }

    private static SSLContext reader() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has TLS.", e);
        }
    }

    /** Notes the name that it is asked about. */
    private static final class Name extends SNIMatcher {
        private String value = "";

        private Name() {
            super(StandardConstants.SNI_HOST_NAME);
        }

        @Override
        public boolean matches(SNIServerName asked) {
            value = new String(asked.getEncoded(), StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
            return true;
        }
    }
}
