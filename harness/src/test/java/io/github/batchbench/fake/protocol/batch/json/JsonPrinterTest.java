package io.github.batchbench.fake.protocol.batch.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.model.Document;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** To the byte, as recorded. */
class JsonPrinterTest {
    @Test
    void bracketsHaveLinesOfTheirOwn() {
        Document document = Document.of("id", "a")
                .with("list", List.of(Document.of("x", 1L), Document.of("y", 0.5)))
                .with("flag", true);

        assertThat(printed(document))
                .isEqualTo("{\r\n  \"id\":\"a\",\"list\":[\r\n    {\r\n      \"x\":1\r\n    },{\r\n      \"y\":0.5\r\n"
                        + "    }\r\n  ],\"flag\":true\r\n}");
    }

    @Test
    void anEmptyListHasThemTooAnEmptyObjectHasNot() {
        Document document = Document.of("list", List.of()).with("object", Document.of(Map.of()));

        assertThat(printed(document)).isEqualTo("{\r\n  \"list\":[\r\n    \r\n  ],\"object\":{}\r\n}");
    }

    @Test
    void textIsEscapedInLowerCase() {
        assertThat(printed(Document.of("t", "/\"\\\b\f\n\r\t\u0001\u007f\u00e9\ud83d\ude00")))
                .isEqualTo("{\r\n  \"t\":\"/\\\"\\\\\\b\\f\\n\\r\\t\\u0001\u007f\\u00e9\\ud83d\\ude00\"\r\n}");
    }

    private static String printed(Document document) {
        return new String(JsonPrinter.print(document), StandardCharsets.UTF_8);
    }
}
