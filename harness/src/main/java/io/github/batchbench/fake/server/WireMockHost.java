package io.github.batchbench.fake.server;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.store.RequestJournalStore;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Response;
import io.github.batchbench.fake.tls.ServerCertificate;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One WireMock server on 127.0.0.1 with an API of the fake behind it. The API is the stub of lowest priority: every
 * stub that a test adds shadows it, and one with {@code withTransformers("fake")} lets the request through and then
 * delays or breaks the answer. No reset takes the API away. Thread-safe.
 */
public final class WireMockHost implements AutoCloseable {
    /** The name of the stub that answers from the fake, in WireMock's journal. */
    public static final String STUB_NAME = "the fake";

    private final Handler api;
    private final HostOptions options;
    private final EarlierRequests earlier;
    private final BodyHandler bodies;
    private final LoopbackServer host;

    /** Made when somebody asks for it: it has 1,400 classes to load, and most tests need none of them. */
    private volatile @Nullable WireMockServer server;

    /** Starts the server; it listens when this returns. */
    public WireMockHost(Handler api, HostOptions options) {
        this.api = api;
        this.options = options;
        this.earlier = new EarlierRequests(options);
        this.bodies = new BodyHandler(api, options, earlier);
        this.host = new LoopbackServer(api, options, bodies);
        host.start();
        if (options.adminApi()) {
            wireMock();
        }
    }

    /** Stubs, scenarios, faults and verification of this API. */
    public WireMockServer wireMock() {
        WireMockServer there = server;
        return there == null ? OwnThreads.make(this::made) : there;
    }

    private synchronized WireMockServer made() {
        WireMockServer there = server;
        if (there != null) {
            return there;
        }
        CatchAllStub catchAll = new CatchAllStub();
        WireMockHandlers handlers = new WireMockHandlers(api, options, host);
        WireMockConfiguration configuration = configuration(options)
                .httpServerFactory(handlers)
                .extensions(new FakeTransformer(api, options.clock()), new CutTransformer(), catchAll);
        if (options.tls() == null) {
            configuration.port(host.port());
        } else {
            configuration.httpDisabled(true).httpsPort(host.port());
        }
        WireMockServer made = new WireMockServer(configuration);
        catchAll.installOn(made);
        RequestJournalStore journal = configuration.getStores().getRequestJournalStore();
        StubMapping fake = made.getSingleStubMapping(CatchAllStub.ID);
        earlier.handOver(exchange -> journal.add(ServeEvents.of(exchange, fake)));
        bodies.passOn(handlers.handlers());
        server = made;
        return made;
    }

    private static WireMockConfiguration configuration(HostOptions options) {
        WireMockConfiguration common = wireMockConfig()
                .bindAddress("127.0.0.1")
                .asynchronousResponseEnabled(true)
                .asynchronousResponseThreads(4)
                .http2PlainDisabled(true)
                // An answer with a Content-Length of the fake's must keep it.
                .gzipDisabled(true)
                .stubRequestLoggingDisabled(true)
                // Otherwise every body is copied to the heap for the journal.
                .maxLoggedResponseSize(options.rawBodies() ? 0 : EarlierRequests.LONGEST_ANSWER)
                // It would set which XML parsers the whole Java machine uses, and load them.
                .disableOptimizeXmlFactoriesLoading(true)
                .httpClientFactory(new ProxyClients())
                .mappingSource(new NoMappingFiles());
        return options.journalEntries() == 0
                ? common.disableRequestJournal()
                : common.withStores(LatestRequests.stores(options.journalEntries(), common.filesRoot()));
    }

    /**
     * Asks without a connection, as over one from this machine.
     *
     * @return nothing if WireMock has a say in the answer, or if nobody listens any more
     */
    public Optional<Response> ask(Request request) {
        return server == null && host.isRunning() ? Optional.of(bodies.ask(request)) : Optional.empty();
    }

    /** Removes stubs, scenarios and remembered requests. */
    public void resetWireMock() {
        earlier.clear();
        WireMockServer there = server;
        if (there != null) {
            there.resetAll();
        }
    }

    /** Scheme, address and port, without a slash at the end. */
    public URI uri() {
        ServerCertificate tls = options.tls();
        return URI.create((tls == null ? "http://127.0.0.1:" : "https://" + tls.host() + ":") + host.port());
    }

    /** Stops listening; requests in progress are cut off. */
    @Override
    public void close() {
        WireMockServer there = server;
        if (there == null) {
            host.stop();
        } else {
            there.stop();
        }
    }
}
