package io.github.batchbench.fake.node;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/**
 * Just enough of a storage account to see what a node asks of it: one container {@code /account/box}, listed two blobs a
 * page, and only for who brings {@code sig=good}.
 */
final class TinyStorage implements AutoCloseable {
    private static final int PAGE = 2;

    final Map<String, byte[]> blobs = new ConcurrentSkipListMap<>();
    final Map<String, Map<String, List<String>>> headers = new ConcurrentHashMap<>();
    /** Status codes with which the next requests are refused. */
    final Deque<Integer> refusals = new ArrayDeque<>();

    /** Whether blobs are promised and never sent. */
    volatile boolean stalls;

    private final CountDownLatch stalled = new CountDownLatch(1);

    /** How many bytes of the next answer are sent, though all are promised. */
    private Optional<Integer> cut = Optional.empty();

    private final HttpServer server;

    TinyStorage() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "tiny-storage");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    URI container(String query) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/account/box" + query);
    }

    String blob(String rawName) {
        return container("").toString() + "/" + rawName + "?sig=good";
    }

    void put(String name, String content) {
        blobs.put(name, content.getBytes(StandardCharsets.UTF_8));
    }

    String text(String name) {
        return new String(Objects.requireNonNull(blobs.get(name), name), StandardCharsets.UTF_8);
    }

    synchronized void cutNextAfter(int bytes) {
        cut = Optional.of(bytes);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        try {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Integer refusal = refusals.poll();
            Map<String, String> query = query(exchange.getRequestURI());
            if (refusal != null) {
                answer(exchange, refusal, new byte[0]);
            } else if (!"good".equals(query.get("sig"))) {
                answer(exchange, 403, new byte[0]);
            } else if ("list".equals(query.get("comp"))) {
                answer(exchange, 200, list(query).getBytes(StandardCharsets.UTF_8));
            } else if (!exchange.getRequestURI().getPath().startsWith("/account/box/")) {
                answer(exchange, 404, new byte[0]);
            } else if (stalls) {
                exchange.sendResponseHeaders(200, 1);
                exchange.getResponseBody().flush();
                stalled.await();
            } else {
                blob(exchange, body);
            }
            exchange.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void blob(HttpExchange exchange, byte[] body) throws IOException {
        String name = exchange.getRequestURI().getPath().substring("/account/box/".length());
        if (exchange.getRequestMethod().equals("PUT")) {
            blobs.put(name, body);
            headers.put(name, Map.copyOf(exchange.getRequestHeaders()));
            answer(exchange, 201, new byte[0]);
        } else {
            byte[] content = blobs.get(name);
            answer(exchange, content == null ? 404 : 200, content == null ? new byte[0] : content);
        }
    }

    private void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        int sent = cut.orElse(body.length);
        cut = Optional.empty();
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        OutputStream out = exchange.getResponseBody();
        out.write(body, 0, sent);
        if (sent < body.length) {
            out.flush();
            throw new IOException("Cut on purpose; the server closes the connection.");
        }
    }

    private String list(Map<String, String> query) {
        List<String> names = blobs.keySet().stream()
                .filter(name -> name.startsWith(query.getOrDefault("prefix", "")))
                .filter(name -> name.compareTo(query.getOrDefault("marker", "")) >= 0)
                .toList();
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?><EnumerationResults><Blobs>");
        names.stream()
                .limit(PAGE)
                .forEach(name -> xml.append("<Blob><Name>")
                        .append(name.replace("&", "&amp;"))
                        .append("</Name></Blob>"));
        String next = names.size() > PAGE ? names.get(PAGE) : "";
        return xml.append("</Blobs><NextMarker>")
                .append(next.replace("&", "&amp;"))
                .append("</NextMarker></EnumerationResults>")
                .toString();
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new TreeMap<>();
        for (String part : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&", -1)) {
            String[] pair = part.split("=", 2);
            query.put(pair[0], pair.length < 2 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    @Override
    public void close() {
        stalled.countDown();
        server.stop(0);
    }
}
