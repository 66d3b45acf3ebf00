package io.github.batchbench.fake.node.containers;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a container reaches the fake. On Linux it has this machine's network, and with that the loopback on which the fake
 * listens. In a virtual machine the loopback is another one: there the fake's addresses get the name of the machine that
 * the virtual one runs on, in the variables and in the command line of the task.
 */
final class HostAddresses {
    private final boolean inMachine;
    private final String host;
    private final Pattern own;

    /**
     * For the containers of an engine.
     *
     * @param endpoints where the fake listens
     */
    HostAddresses(ContainerEngine engine, List<URI> endpoints) {
        this.inMachine = engine.inMachine();
        this.host = engine.kind().host();
        String ports =
                endpoints.stream().map(uri -> String.valueOf(uri.getPort())).collect(Collectors.joining("|"));
        this.own = Pattern.compile("(?<![\\w.-])(127\\.0\\.0\\.1|localhost):(" + ports + ")(?!\\d)");
    }

    /** The options of a container that says nothing of its network. */
    List<String> options() {
        return inMachine ? List.of() : List.of("--network", "host");
    }

    /** A text in which the fake's addresses are those that hold in a container. */
    String seenFromContainer(String text) {
        return inMachine ? own.matcher(text).replaceAll(host + ":$2") : text;
    }
}
