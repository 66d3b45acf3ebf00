import com.azure.core.exception.HttpResponseException;
import com.azure.json.JsonProviders;
import com.azure.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** What was tried with a client and how it ended, in the form that {@code tables.py} reads; see {@code tried.py}. */
final class Tried {
    private static final int ATTEMPTS = 1_200;
    private static final int BETWEEN_MILLIS = 50;

    private final String column;
    private final List<List<String>> calls = new ArrayList<>();
    private String heading = "";
    private int failed;

    Tried(String column) {
        this.column = column;
    }

    void section(String text) {
        heading = text;
    }

    /** The call's answer, which must be this one; null if it failed. */
    <T> T gives(T expected, String call, Callable<T> attempt) {
        return works(call, attempt, expected::equals);
    }

    /** The call has no answer. */
    void works(String call, Runnable attempt) {
        works(
                call,
                () -> {
                    attempt.run();
                    return "done";
                },
                done -> true);
    }

    /** The call's answer, of which this must hold; null if it failed. */
    <T> T works(String call, Callable<T> attempt, Predicate<T> holds) {
        return ends(call, "works", () -> {
            T answer = attempt.call();
            if (!holds.test(answer)) {
                throw new AssertionError("it gave " + answer);
            }
            return answer;
        });
    }

    /** The call fails as the service says, for example {@code 404 PoolNotFound}. */
    void refused(String call, String expected, Callable<?> attempt) {
        ends(call, expected, () -> {
            String said = said(attempt);
            if (!said.equals(expected)) {
                throw new AssertionError("it ended with " + said);
            }
            return said;
        });
    }

    private static String said(Callable<?> attempt) throws Exception {
        try {
            return "the answer " + attempt.call();
        } catch (HttpResponseException refusal) {
            return refusal.getResponse().getStatusCode() + " " + code(refusal);
        }
    }

    private static Object code(HttpResponseException refusal) throws IOException {
        String body = refusal.getResponse().getBodyAsString().block();
        try (var json = JsonProviders.createReader(Objects.requireNonNull(body))) {
            Map<?, ?> whole = json.readMap(reader -> reader.readUntyped());
            return ((Map<?, ?>) whole.get("error")).get("code");
        }
    }

    private <T> T ends(String call, String outcome, Callable<T> action) {
        calls.add(List.of(heading, call, outcome));
        try {
            return action.call();
        } catch (Exception | AssertionError failure) {
            failed++;
            System.out.println("FAILED " + column + ": " + heading + ": " + call + " should have ended with: " + outcome);
            failure.printStackTrace(System.out);
            return null;
        }
    }

    /** Asks until the answer will do; the fake's own delays are milliseconds. */
    static <T> T until(Callable<T> ask, Predicate<T> holds) throws Exception {
        T answer = ask.call();
        for (int attempt = 0; !holds.test(answer); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new AssertionError("after a minute it was still " + answer);
            }
            Thread.sleep(BETWEEN_MILLIS);
            answer = ask.call();
        }
        return answer;
    }

    /** Keeps it for the tables. */
    void save(Path file) throws IOException {
        System.out.println(column + ": " + (calls.size() - failed) + " calls ended as expected, " + failed + " did not");
        try (var out = Files.newOutputStream(file);
                JsonWriter json = JsonProviders.createWriter(out)) {
            json.writeStartObject()
                    .writeStringField("column", column)
                    .writeArrayField("calls", calls, (writer, call) -> writer.writeArray(call, JsonWriter::writeString))
                    .writeIntField("failed", failed)
                    .writeEndObject();
        }
    }
}
