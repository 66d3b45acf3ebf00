package io.github.batchbench.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** Stands between a client and a service on loopback, says when a request comes, and passes every byte on as it is. */
final class Relay implements AutoCloseable {
    private static final Pattern HEAD = Pattern.compile("(GET|HEAD|PUT|POST|PATCH|DELETE) /");
    private static final int CHUNK = 1 << 13;

    private final URI service;
    private final Gate gate;
    private final ServerSocket door;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /** Hears of each request before the service does. */
    interface Gate {
        /** Whether the service is to hear of it too; otherwise the connection ends here. */
        boolean lets() throws InterruptedException;
    }

    private Relay(URI service, Gate gate, ServerSocket door) {
        this.service = service;
        this.gate = gate;
        this.door = door;
    }

    static Relay before(URI service, Gate gate) throws IOException {
        Relay relay = new Relay(service, gate, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        start(relay::accept);
        return relay;
    }

    /** The service's address as the client is to see it. */
    URI uri() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort() + service.getPath());
    }

    private interface Work {
        void go() throws IOException, InterruptedException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.go();
                    } catch (IOException | InterruptedException over) {
                        // One of the two ends has gone, or the test is over.
                    }
                },
                "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = door.accept();
            Socket server = new Socket(service.getHost(), service.getPort());
            sockets.addAll(List.of(client, server));
            start(() -> pass(client, server, true));
            start(() -> pass(server, client, false));
        }
    }

    private void pass(Socket from, Socket to, boolean requests) throws IOException, InterruptedException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[CHUNK];
            for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
                if (requests && HEAD.matcher(text).lookingAt() && !gate.lets()) {
                    return;
                }
                out.write(bytes, 0, length);
            }
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
