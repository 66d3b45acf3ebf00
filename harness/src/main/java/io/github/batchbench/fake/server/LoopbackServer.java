package io.github.batchbench.fake.server;

import com.github.tomakehurst.wiremock.common.FatalStartupException;
import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.tls.ServerCertificate;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import wiremock.org.eclipse.jetty.http.HttpVersion;
import wiremock.org.eclipse.jetty.http.UriCompliance;
import wiremock.org.eclipse.jetty.io.EndPoint;
import wiremock.org.eclipse.jetty.server.ConnectionFactory;
import wiremock.org.eclipse.jetty.server.HttpConfiguration;
import wiremock.org.eclipse.jetty.server.HttpConnectionFactory;
import wiremock.org.eclipse.jetty.server.LowResourceMonitor;
import wiremock.org.eclipse.jetty.server.SecureRequestCustomizer;
import wiremock.org.eclipse.jetty.server.Server;
import wiremock.org.eclipse.jetty.server.ServerConnector;
import wiremock.org.eclipse.jetty.server.SslConnectionFactory;
import wiremock.org.eclipse.jetty.util.ssl.SslContextFactory;
import wiremock.org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A Jetty on 127.0.0.1 as a faithful fake needs it: header values as they were sent, bodies that are read before a thread is
 * taken, a guard before all, and errors in the form of the service. WireMock's handlers are added when somebody asks for
 * WireMock.
 */
final class LoopbackServer {
    /** They are made when they are needed; one is held as long as a client takes in its answer. */
    static final int THREADS = 128;

    private static final int ACCEPT_QUEUE = 1024;
    private static final int SELECTORS = 2;
    private static final int LONGEST_HEAD = 32_768;
    private static final int SECOND_MILLIS = 1_000;
    private static final int IDLE_MILLIS_AT_END = 200;
    private static final int TRIES = 3;

    static {
        // Jetty's own spelling of a header would take the place of the one that was set.
        System.setProperty("wiremock.org.eclipse.jetty.http.HttpGenerator.STRICT", "true");
    }

    private final Server jetty;
    private final ServerConnector connector;
    private volatile int port;

    /** Made, but not started. */
    LoopbackServer(Handler api, HostOptions options, BodyHandler bodies) {
        this.jetty = new Server(new QueuedThreadPool(THREADS));
        this.connector = connector(jetty, options);
        jetty.addConnector(connector);
        jetty.setErrorHandler(new ErrorAnswers(api, options));
        jetty.addBean(freeingThreads(jetty));
        jetty.setStopTimeout(SECOND_MILLIS);
        RequestJournal journal = options.requests();
        if (journal != null) {
            jetty.setRequestLog(journal.of(options.service()));
        }
        AccessHandler access = new AccessHandler(api, options);
        access.setHandler(bodies);
        jetty.setHandler(access);
    }

    private static ServerConnector connector(Server server, HostOptions options) {
        ServerCertificate certificate = options.tls();
        HttpConnectionFactory http = new HttpConnectionFactory(configuration());
        ServerConnector connector = new ServerConnector(server, null, null, null, 1, SELECTORS, http);
        if (certificate != null) {
            connector.addFirstConnectionFactory(tls(certificate));
            connector.setDefaultProtocol("SSL");
        }
        connector.setHost("127.0.0.1");
        connector.setPort(options.port());
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setShutdownIdleTimeout(IDLE_MILLIS_AT_END);
        return connector;
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration http = new HttpConfiguration();
        http.setRequestHeaderSize(LONGEST_HEAD);
        http.setResponseHeaderSize(LONGEST_HEAD);
        http.setSendDateHeader(false);
        http.setSendServerVersion(false);
        http.setUriCompliance(UriCompliance.UNSAFE);
        // Jetty's header cache would answer charset=UTF-8 for charset=utf-8, and break signatures.
        http.setHeaderCacheCaseSensitive(true);
        // Which name a client has asked for is of no matter: the Host is looked at later.
        http.addCustomizer(new SecureRequestCustomizer(false));
        return http;
    }

    private static ConnectionFactory tls(ServerCertificate certificate) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(certificate.context());
        return new SslConnectionFactory(tls, HttpVersion.HTTP_1_1.asString());
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

    /** Listens when this returns. A port may be taken for a moment by somebody who is just leaving it. */
    void start() {
        for (int tries = 1; ; tries++) {
            try {
                jetty.start();
                port = connector.getLocalPort();
                return;
            } catch (IOException e) {
                if (tries == TRIES) {
                    throw new FatalStartupException(e);
                }
            } catch (Exception e) {
                throw new FatalStartupException(e);
            }
        }
    }

    boolean isRunning() {
        return jetty.isRunning();
    }

    /** Where it listens, or did. */
    int port() {
        return port;
    }

    Server jetty() {
        return jetty;
    }

    /** Stops listening; requests in progress are cut off. */
    void stop() {
        connector.getConnectedEndPoints().forEach(EndPoint::close);
        try {
            jetty.stop();
            jetty.join();
        } catch (TimeoutException stillThere) {
            // They end when they next write.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("The host of the fake cannot be stopped.", e);
        }
    }
}
