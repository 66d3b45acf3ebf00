package io.github.batchbench.simulation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads plans, and says of a wrong one which field on which line is wrong, and how. */
final class PlanFile {
    private static final int LARGEST = 10_000_000;

    private PlanFile() {}

    static <T> T read(Path file, Class<T> type) {
        String text = text(file);
        try {
            T plan = Json.MAPPER.readValue(text, type);
            if (plan == null) {
                throw new SimulationFileException(file + ", line 1: this is null, and no plan", null);
            }
            return plan;
        } catch (JsonProcessingException e) {
            throw new SimulationFileException(file + ", " + describe(text, e), e);
        }
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new SimulationFileException(
                        file + " is larger than " + LARGEST + " bytes: that is no plan", null);
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new SimulationFileException("There is no file " + file, e);
        } catch (IOException e) {
            throw new SimulationFileException(file + " cannot be read as UTF-8 text: " + e.getMessage(), e);
        }
    }

    private static String describe(String text, JsonProcessingException wrong) {
        if (!(wrong instanceof JsonMappingException mapping)) {
            return place(wrong.getLocation()) + "this is no JSON: " + firstLine(wrong.getOriginalMessage());
        }
        List<Reference> path = mapping.getPath();
        if (mapping.getCause() instanceof Check.Failure failure) {
            String object = path(path);
            return place(locate(text, pointer(path) + "/" + failure.field(), pointer(path)))
                    + (object.isEmpty() ? "" : object + ".")
                    + failure.getMessage();
        }
        return place(mapping.getLocation()) + path(path) + " " + what(mapping);
    }

    private static String what(JsonMappingException wrong) {
        if (wrong instanceof UnrecognizedPropertyException unknown) {
            return "is no field of a plan; there are: "
                    + unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", "));
        }
        if (wrong instanceof InvalidFormatException format
                && format.getTargetType().isEnum()) {
            return "must be one of "
                    + List.of(format.getTargetType().getEnumConstants())
                            .toString()
                            .toLowerCase(Locale.ROOT)
                    + ", not " + format.getValue();
        }
        return "cannot be used: " + firstLine(wrong.getOriginalMessage());
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("").replaceAll("`?(\\w+\\.)+([\\w$]+)`?", "$2");
    }

    private static String place(JsonLocation at) {
        return at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
    }

    /** {@code tasks[0].time}. */
    private static String path(List<Reference> path) {
        StringBuilder text = new StringBuilder();
        for (Reference step : path) {
            if (step.getFieldName() == null) {
                text.append('[').append(step.getIndex()).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return text.toString();
    }

    private static String pointer(List<Reference> path) {
        return path.stream()
                .map(step -> "/" + (step.getFieldName() == null ? step.getIndex() : step.getFieldName()))
                .collect(Collectors.joining());
    }

    /** Where the field's value stands; if the field is not there, where its object does. */
    private static JsonLocation locate(String text, String field, String object) {
        JsonPointer wanted = JsonPointer.compile(field);
        JsonPointer around = JsonPointer.compile(object);
        JsonLocation found = JsonLocation.NA;
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                JsonPointer here = parser.getParsingContext().pathAsPointer();
                if (token != JsonToken.FIELD_NAME && here.equals(wanted)) {
                    return parser.currentTokenLocation();
                }
                if (token == JsonToken.START_OBJECT && here.equals(around)) {
                    found = parser.currentTokenLocation();
                }
            }
            return found;
        } catch (IOException e) {
            throw new IllegalStateException("it was read before", e);
        }
    }
}
