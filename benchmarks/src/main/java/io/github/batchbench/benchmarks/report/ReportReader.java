package io.github.batchbench.benchmarks.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a report: the JSON of JMH itself (any version, any mode) or this project's file. It streams: what is kept is
 * one number an iteration, so that a file of hundreds of megabytes is read in a small heap.
 */
public final class ReportReader {
    /** The field that marks this project's file; its value is the format's version. */
    static final String MARK = "batchbenchReport";

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxStringLength(1 << 20)
                    .build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final Path file;
    private final RowReader rowReader = new RowReader();
    private final List<Row> rows = new ArrayList<>();
    private final List<Row> rulerStart = new ArrayList<>();
    private final List<Row> rulerEnd = new ArrayList<>();
    private final Map<Fact, String> environment = new EnumMap<>(Fact.class);

    private ReportReader(Path file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @throws ReportException if it is missing, empty, truncated, too large, or no report
     */
    public static Report read(Path file) {
        ReportReader reader = new ReportReader(file);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                JsonParser json = JSON.createParser(in)) {
            reader.readWhole(json);
        } catch (NoSuchFileException e) {
            throw new ReportException(file + ": there is no such file", e);
        } catch (StreamConstraintsException e) {
            throw reader.at(e, "not a JMH report: " + e.getOriginalMessage());
        } catch (JsonParseException e) {
            throw reader.at(e, notJson(e));
        } catch (IOException e) {
            throw new ReportException(file + ": cannot be read: " + e.getMessage(), e);
        } catch (ReportException e) {
            throw new ReportException(file + ": " + e.getMessage(), e);
        }
        return reader.report();
    }

    private static String notJson(JsonParseException e) {
        if (e.getOriginalMessage().contains("code 31")) {
            return "not JSON: it is compressed; unpack it first";
        }
        return e.getOriginalMessage().startsWith("Unexpected end-of-input")
                ? "the file ends in the middle; was the run or the copy interrupted?"
                : "not JSON: " + Text.oneLine(e.getOriginalMessage(), 200);
    }

    private ReportException at(JsonProcessingException e, String what) {
        JsonLocation place = e.getLocation();
        String line = place == null ? "" : ", line " + place.getLineNr();
        return new ReportException(file + line + ": " + what, e);
    }

    private void readWhole(JsonParser json) throws IOException {
        JsonToken first = json.nextToken();
        if (first == null) {
            throw new ReportException("the file is empty; was the run interrupted?");
        }
        switch (first) {
            case START_ARRAY -> rowReader.readAll(json, rows);
            case START_OBJECT -> readOurs(json);
            default -> throw new ReportException("not a JMH report: it is neither a list nor an object");
        }
        if (json.nextToken() != null) {
            throw new ReportException("something follows the end of the report; were two files joined?");
        }
        if (rows.isEmpty()) {
            throw new ReportException("the report has no benchmarks in it; did the run match none?");
        }
    }

    private void readOurs(JsonParser json) throws IOException {
        boolean marked = false;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case MARK -> marked = checkVersion(json);
                case "environment" -> readEnvironment(json);
                case "ruler" -> readRuler(json);
                case "results" -> rowReader.readAll(json, rows);
                default -> json.skipChildren();
            }
        }
        if (!marked) {
            throw new ReportException("not a JMH report: an object without \"" + MARK + "\", where JMH writes a list");
        }
    }

    private static boolean checkVersion(JsonParser json) throws IOException {
        if (json.getValueAsInt() != 1) {
            throw new ReportException("made by a newer version of this tool (format " + json.getText() + ", known: 1)");
        }
        return true;
    }

    private void readEnvironment(JsonParser json) throws IOException {
        RowReader.expect(json, JsonToken.START_OBJECT, "environment");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            if (json.currentToken().isScalarValue()) {
                String value = Text.of(json);
                Fact.of(field).ifPresent(fact -> environment.put(fact, value));
            } else {
                json.skipChildren();
            }
        }
    }

    private void readRuler(JsonParser json) throws IOException {
        RowReader.expect(json, JsonToken.START_OBJECT, "ruler");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            rowReader.readAll(json, field.equals("start") ? rulerStart : rulerEnd);
        }
    }

    private Report report() {
        return new Report(file.toString(), environment, rows, ruler(rulerStart), ruler(rulerEnd), rowReader.notes());
    }

    /** In nanoseconds; a ruler measured otherwise would be no ruler. */
    private List<Fork> ruler(List<Row> rulerRows) {
        return rulerRows.stream()
                .filter(row -> row.key().isPrimary() && row.unit().dimension().equals("time/op"))
                .flatMap(row ->
                        row.forks().stream().map(fork -> fork.times(row.unit().factor())))
                .toList();
    }
}
