package io.github.batchbench.fake.portal;

import io.github.batchbench.fake.model.AccountKeys;
import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.Headers.Header;
import io.github.batchbench.fake.protocol.Query;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Response;
import io.github.batchbench.fake.protocol.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The way into the portal: {@code /__batchbench/portal/}. Who brings the token gets a cookie in its place, and only who has
 * the cookie sees anything. What changes something must also come from the page itself. Thread-safe.
 */
public final class PortalDoor implements Handler {
    /** Where it is. */
    public static final String BASE = "/__batchbench/portal/";

    private static final String API = "api/";
    private static final String OWN_HEADER = "X-Batchbench-Portal";
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final long SMALL = 64 << 10;

    /** A block of an upload. */
    private static final long LARGE = 9L << 20;

    /** What only concerns the door, or would say who asks in another way. */
    private static final Set<String> KEPT_BACK =
            Set.of("cookie", "origin", "referer", "authorization", "x-ms-copy-source-authorization");

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
                    + " connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

    private final String token = random();
    private final String session = random();
    private final PortalFiles files = new PortalFiles();
    private final Map<String, Handler> rooms;

    /**
     * A door to these rooms.
     *
     * @param rooms what answers below {@code api/}, by the first word of the path after it; each sees only the rest
     */
    public PortalDoor(Map<String, Handler> rooms) {
        this.rooms = Map.copyOf(rooms);
    }

    private static String random() {
        return AccountKeys.randomKey().replaceAll("[^A-Za-z0-9]", "").substring(0, 40);
    }

    /** Path and query that lead in. */
    public String address() {
        return BASE + "?token=" + token;
    }

    @Override
    public long bodyLimit(Request head) {
        return hasCookie(head) && isOfPage(head) ? LARGE : SMALL;
    }

    @Override
    public Response handle(Request request) {
        String path =
                request.path().substring(Math.min(BASE.length(), request.path().length()));
        if (request.path().length() < BASE.length()) {
            return redirect(Headers.NONE);
        }
        if (path.isEmpty() && request.method().equals("GET")) {
            return page(request);
        }
        if (!hasCookie(request)) {
            return secured(
                    refuse(401, "Open the portal by the address that the server printed when it started.", request));
        }
        if (path.startsWith(API)) {
            return api(request, path.substring(API.length()));
        }
        return READING.contains(request.method())
                ? secured(files.get(path).orElseGet(() -> refuse(404, "There is no such file.", request)))
                : secured(refuse(405, "Files are only read.", request));
    }

    private Response page(Request request) {
        for (Query.Pair parameter : Query.pairs(request.query())) {
            if (parameter.name().equals("token")) {
                return Secrets.same(token, parameter.value())
                        ? redirect(Headers.NONE.with("Set-Cookie", cookie(request)))
                        : closed(403);
            }
        }
        return hasCookie(request) ? secured(files.get("index.html").orElseThrow()) : closed(401);
    }

    /** All that is shown to who has no token. */
    private Response closed(int status) {
        Response plain = files.get("closed.html").orElseThrow();
        return secured(new Response(status, plain.headers(), plain.body()));
    }

    private static Response redirect(Headers headers) {
        return secured(new Response(303, headers.with("Location", BASE), Content.EMPTY));
    }

    /** Browsers keep cookies by host and not by port, so the port is in the name. */
    private String cookie(Request request) {
        return cookieName(request) + "=" + session + "; Path=" + BASE + "; HttpOnly; SameSite=Strict"
                + (request.isHttps() ? "; Secure" : "");
    }

    private static String cookieName(Request request) {
        String host = request.headers().first("Host").orElse("");
        int colon = host.lastIndexOf(':');
        String port = host.substring(colon + 1);
        return "batchbench-portal" + (colon > 0 && port.matches("\\d+") ? "-" + port : "");
    }

    private boolean hasCookie(Request request) {
        String name = cookieName(request) + "=";
        return request.headers().startingWith("cookie").stream()
                .filter(line -> line.name().equalsIgnoreCase("Cookie"))
                .flatMap(line -> List.of(line.value().split(";")).stream())
                .map(String::strip)
                .anyMatch(pair -> pair.startsWith(name) && Secrets.same(session, pair.substring(name.length())));
    }

    /** A foreign page can set no header of its own without asking, and is never allowed to. */
    private static boolean isOfPage(Request request) {
        boolean foreign = request.headers().first("Origin").isPresent() && !request.isOfOwnPage();
        return !foreign
                && isOfSameSite(request)
                && request.headers().first(OWN_HEADER).isPresent();
    }

    /** What browsers say of where a request comes from; {@code none} is the address bar and downloads. */
    private static boolean isOfSameSite(Request request) {
        String site = request.headers().first("Sec-Fetch-Site").orElse("same-origin");
        return site.equals("same-origin") || site.equals("none");
    }

    private Response api(Request request, String path) {
        if (!isOfSameSite(request) || (!READING.contains(request.method()) && !isOfPage(request))) {
            return secured(refuse(403, "Only the portal's own page may do this.", request));
        }
        int slash = path.indexOf('/');
        Handler room = rooms.get(slash < 0 ? path : path.substring(0, slash));
        if (room == null) {
            return secured(refuse(404, "There is no such thing in the portal.", request));
        }
        Request inside = new Request(
                request.method(),
                slash < 0 ? "/" : path.substring(slash),
                request.query(),
                Headers.of(request.headers().lines().stream()
                        .filter(line -> !KEPT_BACK.contains(line.name().toLowerCase(Locale.ROOT)))
                        .toList()),
                request.body(),
                request.secure());
        return contained(room.handle(inside));
    }

    /** What users have stored is never a page of this origin: it is downloaded, and runs nothing. */
    private static Response contained(Response answer) {
        return withPolicy(answer, "sandbox; default-src 'none'", new Header("Content-Disposition", "attachment"));
    }

    private static Response secured(Response answer) {
        return withPolicy(answer, POLICY);
    }

    private static Response withPolicy(Response answer, String policy, Header... more) {
        List<Header> lines = new ArrayList<>(answer.headers().lines());
        lines.removeIf(line -> isReplaced(line.name()));
        lines.addAll(List.of(more));
        lines.add(new Header("Content-Security-Policy", policy));
        lines.add(new Header("X-Content-Type-Options", "nosniff"));
        lines.add(new Header("Referrer-Policy", "no-referrer"));
        lines.add(new Header("Cross-Origin-Resource-Policy", "same-origin"));
        lines.add(new Header("Cross-Origin-Opener-Policy", "same-origin"));
        lines.add(new Header("Cache-Control", "no-store"));
        return new Response(answer.status(), Headers.of(lines), answer.body(), answer.aside());
    }

    /** Among them what would hold for all of the host's ports. */
    private static boolean isReplaced(String header) {
        return Set.of(
                        "strict-transport-security",
                        "set-cookie2",
                        "content-disposition",
                        "x-content-type-options",
                        "cache-control")
                .contains(header.toLowerCase(Locale.ROOT));
    }
}
