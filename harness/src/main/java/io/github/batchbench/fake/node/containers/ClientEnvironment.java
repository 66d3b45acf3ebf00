package io.github.batchbench.fake.node.containers;

import io.github.batchbench.fake.node.processes.CommandLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What of this user's environment an engine's client gets: where its settings, contexts and logins are. */
final class ClientEnvironment {
    private static final Set<String> NAMES = Set.of(
            "HOME",
            "USER",
            "LOGNAME",
            "TMPDIR",
            "LANG",
            "SSH_AUTH_SOCK",
            "DBUS_SESSION_BUS_ADDRESS",
            "STORAGE_DRIVER",
            "STORAGE_OPTS",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "NO_PROXY",
            "http_proxy",
            "https_proxy",
            "no_proxy");
    private static final List<String> PREFIXES =
            List.of("DOCKER_", "CONTAINER_", "CONTAINERS_", "PODMAN_", "BUILDAH_", "XDG_");

    /** Podman insists on the file that this names, which is often not there. */
    private static final String LOGINS = "REGISTRY_AUTH_FILE";

    private ClientEnvironment() {}

    static Map<String, String> of(Map<String, String> own) {
        Map<String, String> environment = new TreeMap<>();
        own.forEach((name, value) -> {
            if (NAMES.contains(name)
                    || PREFIXES.stream().anyMatch(name::startsWith)
                    || (name.equals(LOGINS) && Files.isRegularFile(Path.of(value)))) {
                environment.put(name, value);
            }
        });
        String path = own.getOrDefault("PATH", "");
        environment.put("PATH", path.isEmpty() ? CommandLine.SYSTEM_PATH : path + ":" + CommandLine.SYSTEM_PATH);
        return Map.copyOf(environment);
    }
}
