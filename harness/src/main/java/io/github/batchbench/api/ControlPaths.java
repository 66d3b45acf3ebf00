package io.github.batchbench.api;

import io.github.batchbench.fake.account.WaitReasons;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.monitor.PrometheusText;
import io.github.batchbench.fake.portal.PortalDoor;
import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.Query;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a test in another process or another language can do to the fake: {@code /__batchbench/} on the Batch endpoint.
 * Answers in plain text.
 */
final class ControlPaths implements Handler {
    private static final String BASE = "/__batchbench";

    /** Where it says whether it serves. */
    static final String HEALTH = BASE + "/health";

    private static final long LONGEST_BODY = 64 << 10;
    private static final String SNAPSHOTS = "/snapshots/";
    private static final String RESTORE = "/restore";
    private static final String HELP = """
            GET    /__batchbench/health                     answers 200 as soon as everything serves, and 503 before and
                                                            after that; names version, accounts and container engine
            GET    /__batchbench/metrics                    what is there and has happened, for Prometheus
            POST   /__batchbench/reset                      empties both accounts, ends all faults
            POST   /__batchbench/reset/init                 the same, and then begins with the file of --init again
            GET    /__batchbench/faults                     lists the faults there are
            POST   /__batchbench/faults                     switches on those that the body names, one a line; with
                                                            ?account=NAME in an account that was made
            DELETE /__batchbench/faults                     ends those that were switched on so
            GET    /__batchbench/clock                      what time it is
            POST   /__batchbench/clock/advance?by=PT1H      moves virtual time on
            POST   /__batchbench/clock/next                 moves virtual time to what happens next
            GET    /__batchbench/snapshots                  lists the snapshots there are
            POST   /__batchbench/snapshots/NAME             saves the state of all accounts, and answers with the file
            POST   /__batchbench/snapshots/NAME/restore     puts all accounts into that state
            GET    /__batchbench/why?job=J&task=T           why a task is not over, one reason a line; without task, why a
                                                            job is not; ?pool=P, why a pool does not run tasks; without
                                                            anything, what is in the way of every job
            GET    /__batchbench/portal/?token=T            a page to look at all this in a browser; its address with the
                                                            token is printed when serve starts
            """;

    private interface Action {
        Response act(Request request) throws IOException;
    }

    private final FakeAzure azure;
    private final Map<String, Action> actions;

    ControlPaths(FakeAzure azure) {
        this.azure = azure;
        this.actions = Map.ofEntries(
                Map.entry("GET /health", request -> azure.health().answer()),
                Map.entry("GET /metrics", this::metrics),
                Map.entry("POST /reset", this::reset),
                Map.entry("POST /reset/init", this::reset),
                Map.entry("GET /faults", request -> text(200, Faults.help())),
                Map.entry("POST /faults", this::switchOn),
                Map.entry("DELETE /faults", this::endFaults),
                Map.entry("GET /clock", request -> now()),
                Map.entry("POST /clock/advance", this::advance),
                Map.entry("POST /clock/next", this::next),
                Map.entry("GET /snapshots", request -> lines(azure.snapshots().names())),
                Map.entry("GET /why", this::why));
    }

    @Override
    public long bodyLimit(Request head) {
        return isPortal(head) ? azure.portalDoor().bodyLimit(head) : LONGEST_BODY;
    }

    private static boolean isPortal(Request request) {
        return (request.path() + "/").startsWith(PortalDoor.BASE);
    }

    @Override
    public Response handle(Request request) {
        if (isPortal(request)) {
            return azure.portalDoor().handle(request);
        }
        String path = request.path().substring(BASE.length());
        Action action = path.startsWith(SNAPSHOTS) && request.method().equals("POST")
                ? asked -> snapshot(path.substring(SNAPSHOTS.length()))
                : actions.get(request.method() + " " + path);
        if (action == null) {
            boolean known = actions.keySet().stream().anyMatch(key -> key.endsWith(" " + path));
            return text(
                    known ? 405 : 404, "There is no " + request.method() + " " + request.path() + ", but:\n" + HELP);
        }
        try {
            return action.act(request);
        } catch (IllegalArgumentException e) {
            return text(400, e.getMessage() + "\n");
        } catch (IllegalStateException e) {
            return text(409, e.getMessage() + "\n");
        } catch (UncheckedIOException disk) {
            return text(500, disk.getMessage() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Response metrics(Request request) {
        return new Response(
                200,
                Headers.NONE.with("Content-Type", PrometheusText.CONTENT_TYPE),
                Content.of(PrometheusText.text(azure.accounts())));
    }

    private Response snapshot(String path) {
        if (path.endsWith(RESTORE)) {
            azure.snapshots().restore(path.substring(0, path.length() - RESTORE.length()));
            return done();
        }
        return text(200, azure.snapshots().save(path) + "\n");
    }

    private Response reset(Request request) {
        if (request.body().length() > 0) {
            return text(400, "A reset takes no body.\n");
        }
        if (request.path().endsWith("/init")) {
            azure.resetToInit();
        } else {
            azure.reset();
        }
        return done();
    }

    private Response switchOn(Request request) throws IOException {
        String body = new String(request.body().bytes(), StandardCharsets.UTF_8);
        List<String> named = body.lines().filter(line -> !line.isBlank()).toList();
        if (named.isEmpty()) {
            return text(400, "Say in the body which faults, one a line: allocate=0.\n");
        }
        named.forEach(faults(request)::switchOn);
        return done();
    }

    /** The account that is asked for, or the first. */
    private Faults faults(Request request) {
        String account = parameters(request.query()).get("account");
        return account == null ? azure.faults() : azure.faults().account(account);
    }

    private Response endFaults(Request request) {
        azure.faults().endNamed();
        azure.accounts()
                .keySet()
                .forEach(account -> azure.faults().account(account).endNamed());
        return done();
    }

    private Response advance(Request request) {
        String query = request.query();
        try {
            azure.clock().advance(Duration.parse(query.startsWith("by=") ? query.substring("by=".length()) : ""));
        } catch (DateTimeParseException e) {
            return text(400, "Say by how much: clock/advance?by=PT1H.\n");
        }
        return now();
    }

    private Response next(Request request) {
        azure.clock().advanceToNext();
        return now();
    }

    private Response why(Request request) {
        Map<String, String> asked = parameters(request.query());
        String job = asked.get("job");
        String task = asked.get("task");
        String pool = asked.get("pool");
        WaitReasons reasons = azure.batch().reasons();
        try {
            if (pool != null) {
                return lines(reasons.ofPool(pool));
            }
            if (job != null) {
                return lines(task == null ? reasons.ofJob(job) : reasons.ofTask(job, task));
            }
        } catch (BatchException missing) {
            return text(404, missing.getMessage() + "\n");
        }
        return lines(reasons.waiting().entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(reason -> "job " + entry.getKey() + ": " + reason))
                .toList());
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        Query.pairs(query).forEach(pair -> parameters.put(pair.name(), pair.value()));
        return parameters;
    }

    private static Response lines(List<String> lines) {
        return text(200, lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
    }

    private Response now() {
        return text(200, azure.clock().instant() + "\n");
    }

    private static Response done() {
        return new Response(204, Headers.NONE, Content.EMPTY);
    }

    private static Response text(int status, String text) {
        return new Response(status, Headers.NONE.with("Content-Type", "text/plain;charset=utf-8"), Content.of(text));
    }
}
