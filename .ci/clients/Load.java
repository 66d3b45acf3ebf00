import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Asks a server the same thing over kept connections, by 1, 8 and 64 clients, and prints requests a second, latencies, and the server's
 * processor time for each request. The client is plain sockets, so that little of two cores goes to it.
 *
 * <p>Arguments: how long a measurement takes in seconds, and for each server its kind (batch or blob), name, endpoint, account, key and
 * process id.
 */
public final class Load {
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);
    private static final int[] CLIENTS = {1, 8, 64};
    private static final String BATCH_VERSION = "2024-07-01.20.0";
    private static final String BLOB_VERSION = "2025-05-05";

    private final String kind;
    private final String name;
    private final URI endpoint;
    private final String account;
    private final SecretKeySpec key;
    private final long process;
    private final AtomicInteger ids = new AtomicInteger();

    private Load(List<String> words) {
        kind = words.get(0);
        name = words.get(1);
        endpoint = URI.create(words.get(2));
        account = words.get(3);
        key = new SecretKeySpec(Base64.getDecoder().decode(words.get(4)), "HmacSHA256");
        process = Long.parseLong(words.get(5));
    }

    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        double seconds = Double.parseDouble(words.get(0));
        System.out.printf(
                "%-10s %-24s %8s %12s %9s %9s %12s%n",
                "server", "request", "clients", "requests/s", "p50 ms", "p99 ms", "CPU ms each");
        for (int i = 1; i < words.size(); i += 6) {
            new Load(words.subList(i, i + 6)).measureAll(seconds);
        }
    }

    private void measureAll(double seconds) throws Exception {
        if (kind.equals("batch")) {
            batch(seconds);
        } else {
            blob(seconds);
        }
    }

    private void batch(double seconds) throws Exception {
        try (Connection connection = new Connection()) {
            connection.ask(batchRequest("POST", "/jobs", "{\"id\":\"load\",\"poolInfo\":{\"poolId\":\"none\"}}"), 201);
            connection.ask(batchRequest("POST", "/jobs", "{\"id\":\"page\",\"poolInfo\":{\"poolId\":\"none\"}}"), 201);
            for (int i = 0; i < 100; i++) {
                connection.ask(
                        batchRequest("POST", "/jobs/page/tasks", "{\"id\":\"task" + i + "\",\"commandLine\":\"true\"}"), 201);
            }
        }
        byte[] get = batchRequest("GET", "/jobs/page/tasks/task7", "");
        measure("get a task", () -> get, 200, seconds);
        measure(
                "add a task",
                () -> batchRequest(
                        "POST", "/jobs/load/tasks", "{\"id\":\"t" + ids.getAndIncrement() + "\",\"commandLine\":\"true\"}"),
                201,
                seconds);
        byte[] list = batchRequest("GET", "/jobs/page/tasks", "");
        measure("a page of 100 tasks", () -> list, 200, seconds);
    }

    private void blob(double seconds) throws Exception {
        byte[] content = new byte[4096];
        try (Connection connection = new Connection()) {
            connection.ask(blobRequest("PUT", "/load?restype=container", new byte[0], Map.of()), 201);
            connection.ask(blobRequest("PUT", "/load/blob", content, Map.of("x-ms-blob-type", "BlockBlob")), 201);
        }
        byte[] get = blobRequest("GET", "/load/blob", new byte[0], Map.of());
        measure("get a blob of 4 KiB", () -> get, 200, seconds);
        measure(
                "put a blob of 4 KiB",
                () -> blobRequest("PUT", "/load/b" + ids.getAndIncrement(), content, Map.of("x-ms-blob-type", "BlockBlob")),
                201,
                seconds);
    }

    /** Makes the next request. */
    private interface Requests {
        byte[] next() throws Exception;
    }

    private void measure(String what, Requests requests, int expected, double seconds) throws Exception {
        run(requests, expected, 8, 4 * seconds); // until the server's code is compiled
        for (int clients : CLIENTS) {
            double before = processorSeconds();
            long start = System.nanoTime();
            long[] times = run(requests, expected, clients, seconds);
            double elapsed = (System.nanoTime() - start) / 1e9;
            double each = (processorSeconds() - before) * 1000 / times.length;
            Arrays.sort(times);
            System.out.printf(
                    Locale.ENGLISH,
                    "%-10s %-24s %8d %12.0f %9.2f %9.2f %12.3f%n",
                    name,
                    what,
                    clients,
                    times.length / elapsed,
                    times[times.length / 2] / 1e6,
                    times[(int) (times.length * 0.99)] / 1e6,
                    each);
        }
    }

    /** The nanoseconds that each request took. */
    private long[] run(Requests requests, int expected, int clients, double seconds) throws Exception {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        List<List<Long>> all = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            List<Long> times = new ArrayList<>();
            all.add(times);
            Thread thread = new Thread(() -> {
                try (Connection connection = new Connection()) {
                    do {
                        byte[] request = requests.next();
                        long start = System.nanoTime();
                        connection.ask(request, expected);
                        times.add(System.nanoTime() - start);
                    } while (System.nanoTime() < end);
                } catch (Exception e) {
                    synchronized (failures) {
                        failures.add(e);
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException("a request failed", failures.get(0));
        }
        return all.stream().flatMap(List::stream).mapToLong(Long::longValue).toArray();
    }

    private byte[] batchRequest(String method, String path, String body) throws Exception {
        String date = HTTP_DATE.format(ZonedDateTime.ofInstant(Instant.now(), ZoneOffset.UTC));
        boolean posts = method.equals("POST");
        String type = posts ? "application/json; odata=minimalmetadata" : "";
        String text = method + "\n\n\n" + (posts ? body.length() : "") + "\n\n" + type + "\n\n\n\n\n\n\nocp-date:" + date
                + "\n/" + account + path + "\napi-version:" + BATCH_VERSION;
        return bytes(
                method + " " + path + "?api-version=" + BATCH_VERSION + " HTTP/1.1\r\nHost: " + endpoint.getAuthority()
                        + "\r\nocp-date: " + date + "\r\nAuthorization: SharedKey " + account + ":" + signature(text)
                        + (posts ? "\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length() : ""),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] blobRequest(String method, String pathAndQuery, byte[] body, Map<String, String> more) throws Exception {
        Map<String, String> headers = new TreeMap<>(more);
        headers.put("x-ms-date", HTTP_DATE.format(ZonedDateTime.ofInstant(Instant.now(), ZoneOffset.UTC)));
        headers.put("x-ms-version", BLOB_VERSION);
        String[] parts = pathAndQuery.split("\\?", 2);
        String path = endpoint.getPath() + parts[0];
        String canonical = "/" + account + path + (parts.length == 2 ? "\n" + parts[1].replace('=', ':') : "");
        String text = method + "\n\n\n" + (body.length == 0 ? "" : body.length) + "\n\n\n\n\n\n\n\n\n"
                + headers.entrySet().stream().map(e -> e.getKey() + ":" + e.getValue() + "\n").collect(Collectors.joining())
                + canonical;
        return bytes(
                method + " " + endpoint.getPath() + pathAndQuery + " HTTP/1.1\r\nHost: " + endpoint.getAuthority()
                        + headers.entrySet().stream()
                                .map(e -> "\r\n" + e.getKey() + ": " + e.getValue())
                                .collect(Collectors.joining())
                        + "\r\nAuthorization: SharedKey " + account + ":" + signature(text)
                        + (method.equals("PUT") ? "\r\nContent-Length: " + body.length : ""),
                body);
    }

    private static byte[] bytes(String head, byte[] body) {
        byte[] first = (head + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = Arrays.copyOf(first, first.length + body.length);
        System.arraycopy(body, 0, all, first.length, body.length);
        return all;
    }

    private String signature(String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(key);
        return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private double processorSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process + "/stat"));
        String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(words[11]) + Long.parseLong(words[12])) / 100.0;
    }

    /** A kept connection that reads just what an answer's head says. */
    private final class Connection implements AutoCloseable {
        private final Socket socket = new Socket(endpoint.getHost(), endpoint.getPort());
        private final InputStream in = new BufferedInputStream(socket.getInputStream(), 65536);
        private final OutputStream out = socket.getOutputStream();

        Connection() throws IOException {
            socket.setTcpNoDelay(true);
        }

        void ask(byte[] request, int expected) throws IOException {
            out.write(request);
            String status = line();
            long length = 0;
            boolean chunked = false;
            for (String header = line(); !header.isEmpty(); header = line()) {
                String lower = header.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Long.parseLong(lower.substring(15).strip());
                }
                chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
            }
            while (chunked) {
                int size = Integer.parseInt(line(), 16);
                in.skipNBytes(size);
                line();
                chunked = size > 0;
            }
            byte[] body = in.readNBytes((int) length);
            if (!status.startsWith("HTTP/1.1 " + expected)) {
                throw new IOException(status + " " + new String(body, StandardCharsets.UTF_8));
            }
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("the server closed the connection");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
