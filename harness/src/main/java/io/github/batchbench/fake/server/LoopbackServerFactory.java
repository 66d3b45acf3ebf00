package io.github.batchbench.fake.server;

import com.github.tomakehurst.wiremock.common.JettySettings;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.HttpServer;
import com.github.tomakehurst.wiremock.http.HttpServerFactory;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import java.util.EnumSet;
import wiremock.jakarta.servlet.DispatcherType;
import wiremock.org.eclipse.jetty.io.NetworkTrafficListener;
import wiremock.org.eclipse.jetty.server.Handler;
import wiremock.org.eclipse.jetty.server.HttpConfiguration;
import wiremock.org.eclipse.jetty.server.ServerConnector;
import wiremock.org.eclipse.jetty.servlet.FilterHolder;
import wiremock.org.eclipse.jetty.servlet.ServletContextHandler;

/** WireMock's Jetty, with what a faithful fake needs: unchanged header values, raw requests, a guard at the door. */
final class LoopbackServerFactory implements HttpServerFactory {
    private final HostOptions options;

    LoopbackServerFactory(HostOptions options) {
        this.options = options;
    }

    @Override
    public String getName() {
        return "loopback";
    }

    @Override
    public HttpServer buildHttpServer(Options wireMock, AdminRequestHandler admin, StubRequestHandler stubs) {
        HostOptions host = options;
        // Anonymous, because the superclass calls these methods before a field of a subclass could be set.
        return new Jetty11HttpServer(wireMock, admin, stubs) {
            @Override
            public Handler[] extensionHandlers() {
                return new Handler[] {new DoorHandler(host)};
            }

            @Override
            protected ServerConnector createHttpConnector(
                    String bindAddress, int port, JettySettings settings, NetworkTrafficListener listener) {
                return keepHeaderCase(super.createHttpConnector(bindAddress, port, settings, listener));
            }

            @Override
            protected void decorateMockServiceContextBeforeConfig(ServletContextHandler context) {
                super.decorateMockServiceContextBeforeConfig(context);
                FilterHolder filter = new FilterHolder(new RawRequestFilter(host));
                filter.setAsyncSupported(true);
                context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
            }
        };
    }

    /** Jetty's header cache would answer {@code charset=UTF-8} for {@code charset=utf-8}, and break signatures. */
    private static ServerConnector keepHeaderCase(ServerConnector connector) {
        connector.getBeans(HttpConfiguration.ConnectionFactory.class).stream()
                .map(HttpConfiguration.ConnectionFactory::getHttpConfiguration)
                .forEach(configuration -> configuration.setHeaderCacheCaseSensitive(true));
        return connector;
    }
}
