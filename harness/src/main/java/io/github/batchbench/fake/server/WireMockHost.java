package io.github.batchbench.fake.server;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.FatalStartupException;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.tls.ServerCertificate;
import java.net.URI;

/**
 * One WireMock server on 127.0.0.1 with an API of the fake behind it. The API is the stub of lowest priority: every
 * stub that a test adds shadows it, and one with {@code withTransformers("fake")} lets the request through and then
 * delays or breaks the answer. No reset takes the API away. Thread-safe.
 */
public final class WireMockHost implements AutoCloseable {
    /** They are made when they are needed; one is held as long as a client takes in its answer. */
    static final int THREADS = 128;

    /** The name of the stub that answers from the fake, in WireMock's journal. */
    public static final String STUB_NAME = "the fake";

    private final WireMockServer server;
    private final HostOptions options;
    private volatile boolean isAsked;

    /** Starts the server; it listens when this returns. */
    public WireMockHost(Handler api, HostOptions options) {
        this.options = options;
        CatchAllStub catchAll = new CatchAllStub();
        LoopbackServerFactory jetty = new LoopbackServerFactory(api, options, this::isBypassed);
        server = new QuickServer(
                configuration(options)
                        .httpServerFactory(jetty)
                        .extensions(new FakeTransformer(api, options.clock()), new CutTransformer(), catchAll),
                jetty);
        catchAll.installOn(server);
        server.start();
    }

    private static WireMockConfiguration configuration(HostOptions options) {
        WireMockConfiguration common = wireMockConfig()
                .bindAddress("127.0.0.1")
                .containerThreads(THREADS)
                .jettyAcceptQueueSize(1024)
                .asynchronousResponseEnabled(true)
                .asynchronousResponseThreads(4)
                .http2PlainDisabled(true)
                // An answer with a Content-Length of the fake's must keep it.
                .gzipDisabled(true)
                .stubRequestLoggingDisabled(true)
                // Otherwise every body is copied to the heap for the journal.
                .maxLoggedResponseSize(options.rawBodies() ? 0 : 4096)
                // It would set which XML parsers the whole Java machine uses, and load them.
                .disableOptimizeXmlFactoriesLoading(true)
                .httpClientFactory(new ProxyClients())
                .mappingSource(new NoMappingFiles());
        // Without TLS nothing of it is loaded.
        if (options.tls() == null) {
            common.port(options.port());
        } else {
            common.httpDisabled(true).httpsPort(options.port());
        }
        return options.journalEntries() == 0
                ? common.disableRequestJournal()
                : common.withStores(LatestRequests.stores(options.journalEntries(), common.filesRoot()));
    }

    /** Listens without WireMock's JSON mapper, which WireMock makes first of all; who needs it makes it. */
    private static final class QuickServer extends WireMockServer {
        private final LoopbackServerFactory jetty;

        QuickServer(WireMockConfiguration configuration, LoopbackServerFactory jetty) {
            super(configuration);
            this.jetty = jetty;
        }

        @Override
        public void start() {
            try {
                jetty.server().start();
            } catch (RuntimeException e) {
                throw new FatalStartupException(e);
            }
        }
    }

    /**
     * Whether requests go straight to the API: nobody has asked for WireMock yet, so that there is no stub or listener, and
     * no request is to be remembered.
     */
    private boolean isBypassed() {
        return !isAsked && options.journalEntries() == 0 && !options.adminApi();
    }

    /** Stubs, scenarios, faults and verification of this API. */
    public WireMockServer wireMock() {
        isAsked = true;
        return server;
    }

    /** Removes stubs, scenarios and remembered requests. */
    public void resetWireMock() {
        if (!isBypassed()) {
            server.resetAll();
        }
    }

    /** Scheme, address and port, without a slash at the end. */
    public URI uri() {
        ServerCertificate tls = options.tls();
        return URI.create(
                tls == null ? "http://127.0.0.1:" + server.port() : "https://" + tls.host() + ":" + server.httpsPort());
    }

    /** Stops listening; requests in progress are cut off. */
    @Override
    public void close() {
        server.stop();
    }
}
