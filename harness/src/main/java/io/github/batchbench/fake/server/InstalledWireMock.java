package io.github.batchbench.fake.server;

import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/**
 * Which WireMock the class path has. The fake extends the Jetty inside {@code wiremock-standalone}; another artifact or
 * another major version in front of it has classes of the same names, and would fail late and in odd ways.
 */
public final class InstalledWireMock {
    private static final String MAJOR = "3.";

    private InstalledWireMock() {}

    /**
     * Looks at the class path.
     *
     * @throws IllegalStateException if the fake cannot be hosted by what is there; the message says what to change
     */
    public static void require() {
        String server = place("com.github.tomakehurst.wiremock.WireMockServer");
        String jetty = place("wiremock.org.eclipse.jetty.server.Server");
        if (server == null || jetty == null) {
            throw new IllegalStateException(
                    (server == null ? "There is no WireMock" : server + " is not the standalone WireMock")
                            + " on the class path: add org.wiremock:wiremock-standalone, which the kit brings if it is not excluded.");
        }
        if (!server.equals(jetty)) {
            throw new IllegalStateException(server + " comes before wiremock-standalone on the class path, and the fake"
                    + " needs the latter: depend on org.wiremock:wiremock-standalone in place of org.wiremock:wiremock (the"
                    + " classes that tests use are the same), or put batchbench-harness before it.");
        }
        String version = version();
        if (version != null && !version.startsWith(MAJOR)) {
            throw new IllegalStateException(
                    server + " is WireMock " + version + ", and the fake needs WireMock 3: change its version.");
        }
    }

    /** The name of the jar or folder that a class comes from; null if there is no such class. */
    private static @Nullable String place(String type) {
        try {
            CodeSource source = Class.forName(type, false, InstalledWireMock.class.getClassLoader())
                    .getProtectionDomain()
                    .getCodeSource();
            URL location = source == null ? null : source.getLocation();
            Path name = location == null ? null : Path.of(location.getPath()).getFileName();
            return name == null ? "?" : name.toString();
        } catch (ClassNotFoundException missing) {
            return null;
        }
    }

    /** As its jar says; null if it does not, as in a jar that was made of several. */
    private static @Nullable String version() {
        String name = place("com.github.tomakehurst.wiremock.WireMockServer");
        if (name == null || !name.startsWith("wiremock-standalone-")) {
            return null;
        }
        return name.substring("wiremock-standalone-".length()).replace(".jar", "");
    }
}
