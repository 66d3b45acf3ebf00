package io.github.batchbench.api;

import static io.github.batchbench.fake.portal.PortalViews.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.batchbench.fake.blob.BlobKey;
import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.protocol.Query;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What the portal does that no service has an operation for: the clock, faults, hold points, signatures. Thread-safe. */
final class PortalControls implements Handler {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BLOB_PERMISSIONS = "racwd";

    private interface Control {
        Object act(JsonNode asked);
    }

    /** A hold point that was set here, in an account. */
    private record Held(String account, Map<String, Object> facts, Hold hold) {}

    private final FakeAzure azure;
    private final PortalServices services;
    private final Map<Integer, Held> holds = new TreeMap<>();
    private final AtomicInteger lastHold = new AtomicInteger();
    private final Map<String, Control> controls;

    PortalControls(FakeAzure azure, PortalServices services) {
        this.azure = azure;
        this.services = services;
        this.controls = Map.ofEntries(
                Map.entry(
                        "GET /faults",
                        asked -> Map.of(
                                "known", Faults.known(), "on", faults(asked).on())),
                Map.entry("POST /faults", asked -> {
                    faults(asked).switchOn(text(asked, "fault"));
                    return Map.of();
                }),
                Map.entry("POST /faults/end", asked -> {
                    faults(asked).end(asked.path("number").asInt());
                    return Map.of();
                }),
                Map.entry("GET /holds", asked -> holds(account(asked))),
                Map.entry("POST /holds", this::hold),
                Map.entry("POST /holds/step", asked -> letGo(asked, false)),
                Map.entry("POST /holds/release", asked -> letGo(asked, true)),
                Map.entry("POST /clock/virtual", asked -> {
                    azure.clock().virtual();
                    return now();
                }),
                Map.entry("POST /clock/skip", asked -> {
                    azure.clock().skipAhead();
                    return now();
                }),
                Map.entry("POST /clock/advance", this::advance),
                Map.entry("POST /clock/next", asked -> {
                    azure.clock().advanceToNext();
                    return now();
                }),
                Map.entry("POST /connection", this::connection),
                Map.entry("POST /key", this::key),
                Map.entry("POST /token", this::token),
                Map.entry("POST /sas", this::sas),
                Map.entry("POST /reset", asked -> {
                    azure.reset();
                    synchronized (holds) {
                        holds.clear();
                    }
                    return Map.of();
                }));
    }

    @Override
    public Response handle(Request request) {
        Control control = controls.get(request.method() + " " + request.path());
        if (control == null) {
            return json(404, Map.of("message", "There is no such control."));
        }
        try {
            return json(200, control.act(request.method().equals("GET") ? query(request) : body(request)));
        } catch (IllegalArgumentException e) {
            return json(400, Map.of("message", String.valueOf(e.getMessage())));
        } catch (IllegalStateException e) {
            return json(409, Map.of("message", String.valueOf(e.getMessage())));
        }
    }

    private static JsonNode query(Request request) {
        ObjectNode asked = JSON.createObjectNode();
        Query.pairs(request.query()).forEach(pair -> asked.put(pair.name(), pair.value()));
        return asked;
    }

    /** The Batch account that the page shows, empty for the first. */
    private static String account(JsonNode asked) {
        return asked.path("batchAccount").asText("");
    }

    private Faults faults(JsonNode asked) {
        String account = account(asked);
        return account.isEmpty() ? azure.faults() : azure.faults().account(account);
    }

    private static JsonNode body(Request request) {
        try {
            Content body = request.body();
            return body.length() == 0
                    ? JSON.createObjectNode()
                    : JSON.readTree(new String(body.bytes(), StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The body is no JSON.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(JsonNode asked, String name) {
        String value = asked.path(name).asText("");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("The body says no '" + name + "'.");
        }
        return value;
    }

    private Map<String, Object> now() {
        return Map.of(
                "now",
                azure.clock().instant().toEpochMilli(),
                "virtual",
                azure.clock().isVirtual());
    }

    private Map<String, Object> advance(JsonNode asked) {
        try {
            azure.clock().advance(Duration.parse(text(asked, "by")));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "A duration is written PT1H30M or P1D, not '" + text(asked, "by") + "'.", e);
        }
        return now();
    }

    private List<Map<String, Object>> holds(String account) {
        List<Map<String, Object>> found = new ArrayList<>();
        synchronized (holds) {
            holds.forEach((number, held) -> {
                if (!held.account().equals(account)) {
                    return;
                }
                Map<String, Object> line = new TreeMap<>(held.facts());
                line.put("number", number);
                line.put("size", held.hold().size());
                found.add(line);
            });
        }
        return found;
    }

    private Map<String, Object> hold(JsonNode asked) {
        String kind = text(asked, "kind");
        String owner = text(asked, "owner");
        String id = asked.path("id").asText("");
        String account = account(asked);
        Holds all = account.isEmpty() ? azure.hold() : services.holds(account);
        Holds.Selection selection = switch (kind) {
            case "task" -> id.isEmpty() ? all.tasks(owner) : all.task(owner, id);
            case "node" -> id.isEmpty() ? all.nodes(owner) : all.node(owner, id);
            case "pool" -> all.pool(owner);
            default -> throw new IllegalArgumentException("Tasks, nodes and pools can be held, not " + kind + ".");
        };
        String state = asked.path("state").asText("");
        Hold hold = state.isEmpty() ? selection.everywhere() : selection.at(state);
        int number = lastHold.incrementAndGet();
        synchronized (holds) {
            holds.put(number, new Held(account, Map.of("kind", kind, "owner", owner, "id", id, "state", state), hold));
        }
        return Map.of("number", number);
    }

    private Map<String, Object> letGo(JsonNode asked, boolean forGood) {
        int number = asked.path("number").asInt();
        Held held;
        synchronized (holds) {
            held = forGood ? holds.remove(number) : holds.get(number);
        }
        if (held == null) {
            throw new IllegalArgumentException("There is no hold point " + number + ".");
        }
        if (forGood) {
            held.hold().release();
        } else {
            held.hold().step();
        }
        return Map.of();
    }

    private Map<String, Object> key(JsonNode asked) {
        String account = account(asked).isEmpty() ? azure.batchAccount() : account(asked);
        return azure.batchKeys().stream()
                .filter(keys -> keys.account().equals(account))
                .findFirst()
                .map(keys -> Map.<String, Object>of("text", keys.key1()))
                .orElseThrow(
                        () -> new IllegalArgumentException("There is no Batch account '" + account + "' any more."));
    }

    /** What a request proves itself with that somebody sends anew, for an hour. */
    private Map<String, Object> token(JsonNode asked) {
        String resource = switch (text(asked, "service")) {
            case "batch" -> "https://batch.core.windows.net/";
            case "blob" -> "https://storage.azure.com/";
            case "management" -> "https://management.azure.com/";
            default -> throw new IllegalArgumentException("There are tokens for batch, blob and management.");
        };
        return Map.of("text", azure.authority().token(resource));
    }

    /** Of the storage account that is named, or of the first. */
    private Map<String, Object> connection(JsonNode asked) {
        StorageKeys keys = asked.has("account")
                ? storage(text(asked, "account"))
                : azure.storageKeys().get(0);
        return Map.of("text", keys.connectionString(azure.blobEndpoint(keys.account())));
    }

    private StorageKeys storage(String account) {
        return azure.storageKeys().stream()
                .filter(known -> known.account().equals(account))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no storage account '" + account + "'."));
    }

    private Map<String, Object> sas(JsonNode asked) {
        String permissions = text(asked, "permissions");
        if (!permissions.chars().allMatch(letter -> BLOB_PERMISSIONS.indexOf(letter) >= 0)) {
            throw new IllegalArgumentException("Permissions are some of " + BLOB_PERMISSIONS + ".");
        }
        StorageKeys keys = storage(text(asked, "account"));
        Instant until = azure.clock()
                .instant()
                .plus(Duration.ofHours(asked.path("hours").asInt(1)));
        BlobKey blob = new BlobKey(text(asked, "container"), text(asked, "blob"));
        return Map.of("text", services.signed(keys, blob, permissions, until));
    }
}
