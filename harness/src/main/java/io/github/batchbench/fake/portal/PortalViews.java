package io.github.batchbench.fake.portal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.monitor.HistoryJson;
import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.Query;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Response;
import io.github.batchbench.fake.server.RequestJournal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the page shows at a glance and the services' own operations would take thousands of requests to say: read only, in
 * JSON. Thread-safe.
 */
public final class PortalViews implements Handler {
    private static final ObjectMapper JSON = new ObjectMapper();

    private interface View {
        Object of(Parameters parameters);
    }

    /** What is asked for, by the names of the query. */
    record Parameters(Map<String, String> values) {
        static Parameters of(Request request) {
            Map<String, String> values = new HashMap<>();
            Query.pairs(request.query()).forEach(pair -> values.put(pair.name(), pair.value()));
            return new Parameters(values);
        }

        @Nullable
        String get(String name) {
            return values.get(name);
        }

        String text(String name) {
            return values.getOrDefault(name, "");
        }

        String required(String name) {
            String value = values.get(name);
            if (value == null || value.isEmpty()) {
                throw new IllegalArgumentException("The query says no '" + name + "'.");
            }
            return value;
        }

        int number(String name, int otherwise, int most) {
            try {
                return Math.max(0, Math.min(most, Integer.parseInt(values.getOrDefault(name, "" + otherwise))));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("'" + name + "' is no number.", e);
            }
        }
    }

    private final BatchAccount account;
    private final Map<String, View> views;

    /**
     * Views of an account.
     *
     * @param surroundings what the overview says beside it: names, endpoints, what went wrong
     */
    public PortalViews(BatchAccount account, RequestJournal journal, Supplier<Map<String, Object>> surroundings) {
        this.account = account;
        AccountOverview overview = new AccountOverview(account);
        this.views = Map.of(
                "/overview",
                        parameters -> {
                            Map<String, Object> all = new HashMap<>(surroundings.get());
                            all.putAll(overview.counts());
                            return all;
                        },
                "/pools", parameters -> overview.pools(),
                "/history",
                        parameters -> HistoryJson.bytes(
                                account.recorder().history(), parameters.number("since", 0, Integer.MAX_VALUE)),
                "/sizes", parameters -> HistoryJson.bytes(account.recorder().history(parameters.required("pool")), 0),
                "/jobs", parameters -> overview.jobsAndReasons(),
                "/nodes", parameters -> NodeColumns.of(account, parameters.required("pool")),
                "/tasks", parameters -> TaskWindow.of(account, parameters),
                "/neighbours",
                        parameters ->
                                TaskNeighbours.of(account, parameters.required("job"), parameters.required("task")),
                "/why", this::why,
                "/requests",
                        parameters -> journal.since(parameters.number("since", 0, Integer.MAX_VALUE)).stream()
                                .map(PortalViews::entry)
                                .toList());
    }

    @Override
    public Response handle(Request request) {
        View view = views.get(request.path());
        if (view == null || !request.method().equals("GET")) {
            return json(404, Map.of("message", "There is no such view."));
        }
        try {
            return json(200, view.of(Parameters.of(request)));
        } catch (IllegalArgumentException e) {
            return json(400, Map.of("message", String.valueOf(e.getMessage())));
        } catch (BatchException missing) {
            return json(missing.code().status(), Map.of("message", String.valueOf(missing.getMessage())));
        }
    }

    private List<String> why(Parameters parameters) {
        String pool = parameters.get("pool");
        if (pool != null) {
            return account.reasons().ofPool(pool);
        }
        String job = parameters.required("job");
        String task = parameters.get("task");
        return task == null ? account.reasons().ofJob(job) : account.reasons().ofTask(job, task);
    }

    private static Map<String, Object> entry(RequestJournal.Entry entry) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("number", entry.number());
        facts.put("at", entry.at().toEpochMilli());
        facts.put("service", entry.service());
        facts.put("address", entry.address());
        facts.put("method", entry.method());
        facts.put("target", entry.target());
        facts.put("headers", entry.sent().headers());
        facts.put("body", entry.sent().body());
        facts.put("length", entry.sent().length());
        facts.put("status", entry.status());
        facts.put("stubbed", entry.stubbed());
        facts.put("micros", entry.micros());
        facts.put("error", entry.error());
        return facts;
    }

    /** An answer in JSON: bytes are JSON that is written already. */
    public static Response json(int status, Object value) {
        try {
            byte[] bytes = value instanceof byte[] written ? written : JSON.writeValueAsBytes(value);
            return new Response(status, Headers.NONE.with("Content-Type", "application/json"), Content.of(bytes));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
