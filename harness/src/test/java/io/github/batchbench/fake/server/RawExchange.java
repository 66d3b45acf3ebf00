package io.github.batchbench.fake.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Bytes that were sent as they are on a connection of their own, and all that came back until the server closed it.
 *
 * @param received what came back, as Latin-1
 */
record RawExchange(String received) {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String HEAD_END = "\r\n\r\n";
    private static final String VERSION = "HTTP/1.";

    /**
     * One answer of the server's.
     *
     * @param head its status line and headers, without the empty line after them
     * @param body its body, without the sizes of chunks, as Latin-1
     */
    record Answer(String head, String body) {
        int status() {
            return Integer.parseInt(head.substring(9, 12));
        }

        /** A header's value, empty if it is not there. */
        String header(String name) {
            return RawExchange.header(head, name);
        }
    }

    /** As text of Latin-1, within twenty seconds. */
    static RawExchange of(URI endpoint, String request) throws IOException {
        return of(endpoint, request.getBytes(ISO_8859_1), LIMIT);
    }

    /**
     * Sends the bytes, closes that side of the connection, and reads the other to its end.
     *
     * @throws AssertionError if there is no end within the limit
     */
    static RawExchange of(URI endpoint, byte[] request, Duration limit) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.getPort())) {
            Thread writer = new Thread(() -> write(socket, request), "raw-exchange");
            writer.start();
            return new RawExchange(read(socket, end));
        }
    }

    private static void write(Socket socket, byte[] request) {
        try {
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
        } catch (IOException e) {
            // The server may refuse before it has read everything.
        }
    }

    private static String read(Socket socket, long end) throws IOException {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[8192];
        try {
            while (true) {
                socket.setSoTimeout((int) Math.max(1, (end - System.nanoTime()) / 1_000_000));
                int count = in.read(buffer);
                if (count < 0) {
                    break;
                }
                received.write(buffer, 0, count);
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("The server neither answered to the end nor closed; it sent: " + received, e);
        } catch (SocketException e) {
            // What it did not read when it closed becomes a reset; what it sent before has arrived.
        }
        return received.toString(ISO_8859_1);
    }

    /** The first answer, which must be there. */
    Answer answer() {
        List<Answer> all = answers();
        if (all.isEmpty()) {
            throw new AssertionError("There is no answer");
        }
        return all.get(0);
    }

    /**
     * The answers, in order, without interim ones such as {@code 100 Continue}. That of a HEAD has no body, whatever its
     * length says.
     *
     * @throws AssertionError if what came back is anything else than answers
     */
    List<Answer> answers() {
        List<Answer> answers = new ArrayList<>();
        int at = 0;
        while (at < received.length()) {
            int end = received.indexOf(HEAD_END, at);
            if (!received.startsWith(VERSION, at) || end < 0) {
                throw new AssertionError("No answer at " + at + " of: " + received);
            }
            String head = received.substring(at, end);
            StringBuilder body = new StringBuilder();
            at = takeBody(head, end + HEAD_END.length(), body);
            Answer answer = new Answer(head, body.toString());
            if (answer.status() >= 200) {
                answers.add(answer);
            }
        }
        return answers;
    }

    /** Adds the body to a text, and returns where it ends. */
    private int takeBody(String head, int start, StringBuilder body) {
        if (start == received.length() || received.startsWith(VERSION, start)) {
            return start;
        }
        if (header(head, "Transfer-Encoding").equalsIgnoreCase("chunked")) {
            return takeChunks(start, body);
        }
        String length = header(head, "Content-Length");
        int end = length.isEmpty() ? received.length() : start + Integer.parseInt(length);
        if (end > received.length()) {
            throw new AssertionError("An answer is cut off: " + received.substring(start));
        }
        body.append(received, start, end);
        return end;
    }

    private int takeChunks(int start, StringBuilder body) {
        int at = start;
        while (true) {
            int line = received.indexOf("\r\n", at);
            if (line < 0) {
                throw new AssertionError("A chunked answer is cut off: " + received.substring(start));
            }
            int size = Integer.parseInt(received.substring(at, line), 16);
            at = line + 2;
            if (size == 0) {
                return received.indexOf("\r\n", at) + 2;
            }
            body.append(received, at, at + size);
            at += size + 2;
        }
    }

    private static String header(String head, String name) {
        String start = "\r\n" + name.toLowerCase(Locale.ROOT) + ":";
        int at = head.toLowerCase(Locale.ROOT).indexOf(start);
        if (at < 0) {
            return "";
        }
        int from = at + start.length();
        int end = head.indexOf("\r\n", from);
        return head.substring(from, end < 0 ? head.length() : end).strip();
    }
}
