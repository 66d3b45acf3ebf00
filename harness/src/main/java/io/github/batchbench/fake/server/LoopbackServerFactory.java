package io.github.batchbench.fake.server;

import com.github.tomakehurst.wiremock.common.HttpsSettings;
import com.github.tomakehurst.wiremock.common.JettySettings;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.HttpServer;
import com.github.tomakehurst.wiremock.http.HttpServerFactory;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.tls.ServerCertificate;
import java.util.EnumSet;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import wiremock.jakarta.servlet.DispatcherType;
import wiremock.org.eclipse.jetty.http.HttpVersion;
import wiremock.org.eclipse.jetty.io.NetworkTrafficListener;
import wiremock.org.eclipse.jetty.server.HttpConfiguration;
import wiremock.org.eclipse.jetty.server.LowResourceMonitor;
import wiremock.org.eclipse.jetty.server.SecureRequestCustomizer;
import wiremock.org.eclipse.jetty.server.Server;
import wiremock.org.eclipse.jetty.server.ServerConnector;
import wiremock.org.eclipse.jetty.server.SslConnectionFactory;
import wiremock.org.eclipse.jetty.servlet.FilterHolder;
import wiremock.org.eclipse.jetty.servlet.ServletContextHandler;
import wiremock.org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * WireMock's Jetty, with what a faithful fake needs: unchanged header values, raw requests whose bodies are read before
 * a thread is taken, a guard before all, and errors in the form of the service.
 */
final class LoopbackServerFactory implements HttpServerFactory {
    private static final int SECOND_MILLIS = 1_000;

    private final Handler api;
    private final HostOptions options;
    private final BooleanSupplier bypassed;
    private @Nullable HttpServer built;

    /** @param bypassed whether WireMock has nothing to do at the moment */
    LoopbackServerFactory(Handler api, HostOptions options, BooleanSupplier bypassed) {
        this.api = api;
        this.options = options;
        this.bypassed = bypassed;
    }

    @Override
    public String getName() {
        return "loopback";
    }

    @Override
    public HttpServer buildHttpServer(Options wireMock, AdminRequestHandler admin, StubRequestHandler stubs) {
        Handler handler = api;
        HostOptions host = options;
        BooleanSupplier isBypassed = bypassed;
        ErrorAnswers errors = new ErrorAnswers(handler, host);
        // Anonymous, because the superclass calls these methods before a field of a subclass could be set.
        HttpServer server = new Jetty11HttpServer(wireMock, admin, stubs) {
            @Override
            protected Server createServer(Options unused) {
                Server server = super.createServer(unused);
                server.setErrorHandler(errors);
                server.addBean(freeingThreads(server));
                if (host.requests() != null) {
                    server.setRequestLog(host.requests().of(host.rawBodies() ? "blob" : "batch"));
                }
                return server;
            }

            @Override
            protected wiremock.org.eclipse.jetty.server.Handler createHandler(
                    Options unused, AdminRequestHandler adminHandler, StubRequestHandler stubHandler) {
                BodyHandler bodies = new BodyHandler(handler, host, isBypassed);
                bodies.setHandler(super.createHandler(unused, adminHandler, stubHandler));
                AccessHandler access = new AccessHandler(handler, host);
                access.setHandler(bodies);
                return access;
            }

            @Override
            protected ServerConnector createHttpConnector(
                    String bindAddress, int port, JettySettings settings, NetworkTrafficListener listener) {
                return keepHeaderCase(super.createHttpConnector(bindAddress, port, settings, listener));
            }

            @Override
            protected ServerConnector createHttpsConnector(
                    String bindAddress, HttpsSettings https, JettySettings settings, NetworkTrafficListener listener) {
                // WireMock's own takes keys from files only, and speaks HTTP/2, which the services do not.
                return secured(
                        createHttpConnector(bindAddress, https.port(), settings, listener),
                        Objects.requireNonNull(host.tls()));
            }

            @Override
            protected void decorateMockServiceContextAfterConfig(ServletContextHandler context) {
                super.decorateMockServiceContextAfterConfig(context);
                FilterHolder filter = new FilterHolder(new RawRequestFilter());
                filter.setAsyncSupported(true);
                context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
                context.setAttribute(StubRequestHandler.class.getName(), new RawStubs(stubs, host));
                context.setErrorHandler(errors);
            }

            @Override
            protected void decorateAdminServiceContextAfterConfig(ServletContextHandler context) {
                super.decorateAdminServiceContextAfterConfig(context);
                context.setErrorHandler(errors);
            }
        };
        built = server;
        return server;
    }

    /** What it has built last. */
    HttpServer server() {
        return Objects.requireNonNull(built, "WireMock builds its server when it is made.");
    }

    /** The same connector behind TLS. Which name a client has asked for is of no matter: {@code Host} is looked at later. */
    private static ServerConnector secured(ServerConnector connector, ServerCertificate certificate) {
        connector.getBeans(HttpConfiguration.ConnectionFactory.class).stream()
                .map(HttpConfiguration.ConnectionFactory::getHttpConfiguration)
                .forEach(configuration -> configuration.addCustomizer(new SecureRequestCustomizer(false)));
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(certificate.context());
        connector.addFirstConnectionFactory(new SslConnectionFactory(tls, HttpVersion.HTTP_1_1.asString()));
        connector.setDefaultProtocol("SSL");
        return connector;
    }

    /** When threads run out, whoever has not taken any of its answer for a second is cut off. */
    private static LowResourceMonitor freeingThreads(Server server) {
        LowResourceMonitor monitor = new LowResourceMonitor(server);
        monitor.setMonitorThreads(true);
        monitor.setPeriod(SECOND_MILLIS);
        monitor.setLowResourcesIdleTimeout(SECOND_MILLIS);
        monitor.setMaxLowResourcesTime(SECOND_MILLIS);
        return monitor;
    }

    /** Jetty's header cache would answer {@code charset=UTF-8} for {@code charset=utf-8}, and break signatures. */
    private static ServerConnector keepHeaderCase(ServerConnector connector) {
        connector.getBeans(HttpConfiguration.ConnectionFactory.class).stream()
                .map(HttpConfiguration.ConnectionFactory::getHttpConfiguration)
                .forEach(configuration -> configuration.setHeaderCacheCaseSensitive(true));
        return connector;
    }
}
