package io.github.batchbench.fake.protocol.batch.json;

import io.github.batchbench.fake.model.Document;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Prints as the service does (recorded): a new line, CRLF, after each opening and before each closing bracket, two
 * blanks a level, no blank after a colon, everything else on one line. Characters outside ASCII are escaped, as the
 * service's OData library is known to do.
 */
public final class JsonPrinter {
    private final StringBuilder text = new StringBuilder(512);
    private int level;

    private JsonPrinter() {}

    /** The object as the service writes it. */
    public static String print(Document document) {
        JsonPrinter printer = new JsonPrinter();
        printer.object(document);
        return printer.text.toString();
    }

    private void object(Document document) {
        if (document.properties().isEmpty()) {
            // Recorded, unlike an empty list.
            text.append("{}");
            return;
        }
        open('{');
        Iterator<Map.Entry<String, Object>> properties =
                document.properties().entrySet().iterator();
        while (properties.hasNext()) {
            Map.Entry<String, Object> property = properties.next();
            string(property.getKey());
            text.append(':');
            value(property.getValue());
            if (properties.hasNext()) {
                text.append(',');
            }
        }
        close('}');
    }

    private void list(List<?> values) {
        open('[');
        Iterator<?> items = values.iterator();
        while (items.hasNext()) {
            value(items.next());
            if (items.hasNext()) {
                text.append(',');
            }
        }
        close(']');
    }

    private void value(Object value) {
        if (value instanceof Document document) {
            object(document);
        } else if (value instanceof List<?> values) {
            list(values);
        } else if (value instanceof String string) {
            string(string);
        } else {
            text.append(value);
        }
    }

    private void open(char bracket) {
        text.append(bracket);
        level++;
        newLine();
    }

    private void close(char bracket) {
        level--;
        newLine();
        text.append(bracket);
    }

    private void newLine() {
        text.append("\r\n");
        for (int i = 0; i < level; i++) {
            text.append("  ");
        }
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            character(value.charAt(i));
        }
        text.append('"');
    }

    private void character(char c) {
        switch (c) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\b' -> text.append("\\b");
            case '\f' -> text.append("\\f");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
                if (c < 0x20 || c > 0x7f) {
                    text.append("\\u");
                    String hex = Integer.toHexString(c);
                    text.append("0".repeat(4 - hex.length())).append(hex);
                } else {
                    text.append(c);
                }
            }
        }
    }
}
