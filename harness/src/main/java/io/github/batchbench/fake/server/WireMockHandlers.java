package io.github.batchbench.fake.server;

import com.github.tomakehurst.wiremock.common.HttpsSettings;
import com.github.tomakehurst.wiremock.common.JettySettings;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.HttpServer;
import com.github.tomakehurst.wiremock.http.HttpServerFactory;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import java.util.EnumSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import wiremock.jakarta.servlet.DispatcherType;
import wiremock.org.eclipse.jetty.io.NetworkTrafficListener;
import wiremock.org.eclipse.jetty.server.Handler;
import wiremock.org.eclipse.jetty.server.ServerConnector;
import wiremock.org.eclipse.jetty.servlet.FilterHolder;
import wiremock.org.eclipse.jetty.servlet.ServletContextHandler;

/**
 * What WireMock does with a request, hung into a server that runs already: WireMock makes a Jetty of its own, which is never
 * started, and its handlers move.
 */
final class WireMockHandlers implements HttpServerFactory {
    private final io.github.batchbench.fake.protocol.Handler api;
    private final HostOptions options;
    private final LoopbackServer host;
    private @Nullable Handler built;

    WireMockHandlers(io.github.batchbench.fake.protocol.Handler api, HostOptions options, LoopbackServer host) {
        this.api = api;
        this.options = options;
        this.host = host;
    }

    /** What it has built, not started yet. */
    Handler handlers() {
        return Objects.requireNonNull(built, "WireMock builds its server when it is made.");
    }

    @Override
    public String getName() {
        return "loopback";
    }

    @Override
    public HttpServer buildHttpServer(Options wireMock, AdminRequestHandler admin, StubRequestHandler stubs) {
        HostOptions raw = options;
        LoopbackServer running = host;
        ErrorAnswers errors = new ErrorAnswers(api, options);
        // Anonymous, because the superclass calls these methods before a field of a subclass could be set.
        return new Jetty11HttpServer(wireMock, admin, stubs) {
            {
                built = jettyServer.getHandler();
                built.setServer(running.jetty());
            }

            @Override
            protected ServerConnector createHttpsConnector(
                    String bindAddress, HttpsSettings https, JettySettings settings, NetworkTrafficListener listener) {
                // Never opened. WireMock's own takes keys from files only.
                return createHttpConnector(bindAddress, https.port(), settings, listener);
            }

            @Override
            protected void decorateMockServiceContextAfterConfig(ServletContextHandler context) {
                super.decorateMockServiceContextAfterConfig(context);
                FilterHolder filter = new FilterHolder(new RawRequestFilter());
                filter.setAsyncSupported(true);
                context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
                context.setAttribute(StubRequestHandler.class.getName(), new RawStubs(stubs, raw));
                context.setErrorHandler(errors);
            }

            @Override
            protected void decorateAdminServiceContextAfterConfig(ServletContextHandler context) {
                super.decorateAdminServiceContextAfterConfig(context);
                context.setErrorHandler(errors);
            }

            @Override
            public void start() {
                running.start();
            }

            @Override
            public void stop() {
                scheduledExecutorService.shutdown();
                running.stop();
            }

            @Override
            public boolean isRunning() {
                return running.isRunning();
            }

            @Override
            public int port() {
                return running.port();
            }

            @Override
            public int httpsPort() {
                return running.port();
            }
        };
    }
}
