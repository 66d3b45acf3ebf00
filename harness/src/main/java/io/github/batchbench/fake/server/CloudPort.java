package io.github.batchbench.fake.server;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/**
 * One port of 127.0.0.1 for all servers of a fake, as the cloud has 443 for all of its own: a connection goes to the server
 * whose name its client asks for when TLS begins, and that server proves the name. Thread-safe.
 */
public final class CloudPort implements AutoCloseable {
    /** A connection takes two threads; who comes when there are no more waits. */
    private static final int CONNECTIONS = 256;

    private static final int HELLO_MILLIS = 10_000;
    private static final long PAUSE_NANOS = 20_000_000;

    private final ToIntFunction<String> servers;
    /** The servers' own, whatever Java prefers for a loopback. */
    private final InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});

    private final ServerSocket door;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final Semaphore room = new Semaphore(CONNECTIONS);
    private final ExecutorService threads;

    /**
     * Listens.
     *
     * @param port 0 for any free one
     * @param servers the port of a server by its name, in small letters; by an empty one if the client names none
     * @throws IOException if the port cannot be had
     */
    @SuppressWarnings("FutureReturnValueIgnored") // It runs until the port is closed.
    public CloudPort(int port, ToIntFunction<String> servers) throws IOException {
        this.servers = servers;
        this.door = new ServerSocket();
        try {
            door.bind(new InetSocketAddress(here, port), CONNECTIONS);
        } catch (IOException e) {
            door.close();
            throw e;
        }
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(group, task, "batchbench-cloud-port");
            thread.setDaemon(true);
            return thread;
        });
        threads.submit(this::accept);
    }

    /** Where it listens. */
    public int port() {
        return door.getLocalPort();
    }

    private void accept() {
        try {
            while (!door.isClosed()) {
                room.acquire();
                acceptNext();
            }
        } catch (RejectedExecutionException closed) {
            // That is how it ends.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What goes wrong with a connection ends the connection.
    private void acceptNext() throws InterruptedException {
        try {
            Socket client = door.accept();
            open.add(client);
            threads.submit(() -> serve(client));
        } catch (IOException e) {
            // The port is closed, or no file can be opened now.
            room.release();
            TimeUnit.NANOSECONDS.sleep(PAUSE_NANOS);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // As above.
    private void serve(Socket client) {
        Socket server = new Socket();
        open.add(server);
        try (client;
                server) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            client.setSoTimeout(HELLO_MILLIS);
            ClientHello hello = ClientHello.read(client.getInputStream());
            client.setSoTimeout(0);
            server.connect(new InetSocketAddress(here, servers.applyAsInt(hello.name())));
            hello.said().writeTo(server.getOutputStream());
            Semaphore answered = new Semaphore(0);
            threads.submit(() -> {
                copy(server, client);
                answered.release();
            });
            copy(client, server);
            answered.acquire();
        } catch (IOException | RejectedExecutionException gone) {
            // One of both has ended it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
            open.remove(server);
            room.release();
        }
    }

    /** All that one of both says; when it has no more to say, or the other one does not listen, the other one is told. */
    private static void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
            to.shutdownOutput();
        } catch (IOException gone) {
            close(from);
            close(to);
        }
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // So it is closed.
        }
    }

    /** Listens no more, and cuts off all connections. */
    @Override
    public void close() {
        close(door);
        threads.shutdownNow();
        open.forEach(CloudPort::close);
    }
}
