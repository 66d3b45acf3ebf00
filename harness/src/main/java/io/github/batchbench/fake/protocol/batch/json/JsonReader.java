package io.github.batchbench.fake.protocol.batch.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.Document;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request body strictly: one object, no duplicate names, no more than {@value #MAX_DEPTH} levels and
 * {@value #MAX_VALUES} values.
 */
public final class JsonReader {
    static final int MAX_DEPTH = 64;

    /** Five times what the largest collection of tasks has, and little enough for a small heap. */
    static final int MAX_VALUES = 100_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private final JsonParser parser;
    private int values;

    private JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * The object that the bytes hold; a property that is null is left out.
     *
     * @throws BatchException {@code InvalidRequestBody} with the reason if it is anything else
     */
    public static Document object(byte[] bytes) {
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw invalid("The request body must be a JSON object.");
            }
            Document document = new JsonReader(parser).objectAt();
            if (parser.nextToken() != null) {
                throw invalid("The request body holds more than one JSON value.");
            }
            return document;
        } catch (StreamConstraintsException e) {
            throw invalid("The request body is nested more than " + MAX_DEPTH + " levels deep or holds a value that is"
                    + " too long.");
        } catch (JsonProcessingException e) {
            throw invalid(e.getOriginalMessage() + " (line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + ")");
        } catch (CharConversionException e) {
            // Zeros at the start make the parser think of UTF-32.
            throw invalid("The request body is not text in UTF-8.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Document objectAt() throws IOException {
        Map<String, Object> properties = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            Object value = valueAt();
            if (value != null) {
                properties.put(name, value);
            }
        }
        return Document.of(properties);
    }

    private @Nullable Object valueAt() throws IOException {
        values++;
        if (values > MAX_VALUES) {
            throw invalid("The request body holds more than " + MAX_VALUES + " values.");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> objectAt();
            case START_ARRAY -> listAt();
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> wholeNumberAt();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private List<Object> listAt() throws IOException {
        List<Object> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Object value = valueAt();
            if (value == null) {
                throw invalid("A list in the request body holds a null.");
            }
            values.add(value);
        }
        return values;
    }

    private Object wholeNumberAt() throws IOException {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw invalid("The number " + parser.getText() + " is out of range.");
        }
        return parser.getLongValue();
    }

    private static BatchException invalid(String reason) {
        return new BatchException(BatchErrorCode.INVALID_REQUEST_BODY).with("Reason", reason);
    }
}
