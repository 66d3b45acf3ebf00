package io.github.batchbench.fake.node.containers;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.FailureInfo.Detail;
import io.github.batchbench.fake.node.containers.ContainerEngine.Kind;
import io.github.batchbench.fake.node.containers.EngineCalls.Ended;
import io.github.batchbench.fake.node.failure.NodeFailure;
import io.github.batchbench.fake.node.failure.NodeFailureException;
import io.github.batchbench.fake.node.files.Scratch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The images of a node. What the machine has is there; everything else is pulled. The registries that a pool or a task
 * names are entered with their passwords once on each node, also for an image that is there: on a real node it would not
 * be. What an engine keeps of a login lies in a folder that no task sees, and goes when the images are there. Thread-safe.
 */
public final class NodeImages {
    private static final Pattern LOOPBACK = Pattern.compile("(localhost|127(\\.\\d+){3}|\\[::1])(:\\d+)?");

    private final Set<Document> entered = ConcurrentHashMap.newKeySet();

    /** Makes sure that images are there. */
    public void fetch(
            List<String> images, List<Document> registries, ContainerEngine engine, EngineCalls calls, Scratch scratch)
            throws NodeFailureException {
        try (Scratch logins = scratch.folder("login")) {
            List<Document> used =
                    registries.stream().filter(NodeImages::hasLogin).toList();
            boolean loggedIn = false;
            if (!entered.containsAll(used)) {
                enter(used, engine, calls, logins);
                loggedIn = true;
            }
            for (String image : images) {
                if (engine.images().containsKey(image)) {
                    continue;
                }
                if (engine.has(image, calls)) {
                    engine.images().put(image, image);
                    continue;
                }
                if (!loggedIn) {
                    enter(used, engine, calls, logins);
                    loggedIn = true;
                }
                pull(image, engine, calls, used.isEmpty() ? List.of() : List.of(logins));
            }
        } catch (IOException e) {
            throw NodeFailure.CONTAINER_MISC_ERROR.orFullDisk(e).because(new Detail("Message", String.valueOf(e)));
        }
    }

    private static boolean hasLogin(Document registry) {
        return registry.has("identityReference")
                || registry.string("username").filter(user -> !user.isEmpty()).isPresent();
    }

    private void enter(List<Document> registries, ContainerEngine engine, EngineCalls calls, Scratch logins)
            throws NodeFailureException {
        for (Document registry : registries) {
            login(registry, engine, calls, logins);
        }
    }

    private void login(Document registry, ContainerEngine engine, EngineCalls calls, Scratch logins)
            throws NodeFailureException {
        String server = registry.string("registryServer").orElse("docker.io");
        if (registry.has("identityReference")) {
            throw NodeFailure.CONTAINER_INVALID_REGISTRY.because(
                    new Detail("Registry", server),
                    new Detail("Message", "identityReference is not modelled by Batchbench; use name and password"));
        }
        List<String> words = new ArrayList<>(List.of("login"));
        words.addAll(secrecy(engine, logins));
        words.addAll(transport(engine, server));
        words.addAll(List.of("--username", registry.string("username").orElse(""), "--password-stdin", server));
        Ended login = calls.run(words, registry.secret("password").orElse(""), environment(engine, logins));
        if (!login.well()) {
            throw NodeFailure.CONTAINER_INVALID_REGISTRY.because(
                    new Detail("Registry", server), new Detail("Message", login.reason()));
        }
        entered.add(registry);
    }

    private static void pull(String image, ContainerEngine engine, EngineCalls calls, List<Scratch> logins)
            throws NodeFailureException {
        String name = qualified(image, engine);
        List<String> words = new ArrayList<>(List.of("pull"));
        logins.forEach(folder -> words.addAll(secrecy(engine, folder)));
        words.addAll(transport(engine, name.substring(0, Math.max(0, name.indexOf('/')))));
        words.add(name);
        Ended pull = calls.run(words, "", logins.isEmpty() ? Map.of() : environment(engine, logins.get(0)));
        if (!pull.well()) {
            throw NodeFailure.CONTAINER_INVALID_IMAGE.because(
                    new Detail("Image", image), new Detail("Message", pull.reason()));
        }
        engine.images().put(image, name);
    }

    /** Where Podman keeps logins, so that they are not the user's. */
    private static List<String> secrecy(ContainerEngine engine, Scratch logins) {
        return engine.kind() == Kind.PODMAN
                ? List.of("--authfile", logins.file("auth.json").toString())
                : List.of();
    }

    /** Where Docker keeps them; it finds its engine there, too, which has to be said then. */
    private static Map<String, String> environment(ContainerEngine engine, Scratch logins) {
        return engine.kind() == Kind.PODMAN
                ? Map.of()
                : engine.environment().containsKey("DOCKER_HOST")
                        ? Map.of("DOCKER_CONFIG", logins.path().toString())
                        : Map.of("DOCKER_CONFIG", logins.path().toString(), "DOCKER_HOST", engine.endpoint());
    }

    /** Docker speaks http to a registry on this machine; Podman must be told to. */
    private static List<String> transport(ContainerEngine engine, String server) {
        return engine.kind() == Kind.PODMAN && LOOPBACK.matcher(server).matches()
                ? List.of("--tls-verify=false")
                : List.of();
    }

    /** A short name is one of Docker's registry (documented); Podman does not presume that. */
    private static String qualified(String image, ContainerEngine engine) {
        int slash = image.indexOf('/');
        String first = slash < 0 ? "" : image.substring(0, slash);
        if (engine.kind() != Kind.PODMAN || first.contains(".") || first.contains(":") || first.equals("localhost")) {
            return image;
        }
        return "docker.io/" + (slash < 0 ? "library/" : "") + image;
    }
}
