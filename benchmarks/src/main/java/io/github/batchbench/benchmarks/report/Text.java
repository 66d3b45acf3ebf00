package io.github.batchbench.benchmarks.report;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Text that came from a file of unknown origin. */
final class Text {
    private Text() {}

    /** The scalar under the cursor as text. */
    static String of(JsonParser json) throws IOException {
        String text = json.getText();
        return text == null ? "" : text;
    }

    /** Without line breaks or control characters, and cut to a length. */
    static String oneLine(String text, int most) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= most ? line : line.substring(0, most) + "…";
    }
}
