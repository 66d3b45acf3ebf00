package io.github.batchbench.benchmarks.compare.render;

/** Names come from files of unknown origin; what they may not do is decided here. */
final class Clean {
    private static final int LONGEST = 2000;

    private Clean() {}

    /** On one line, without control characters (a terminal obeys them) or marks that turn the direction of writing. */
    static String line(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> {
            int type = Character.getType(c);
            boolean unprintable = type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.SURROGATE
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR;
            line.appendCodePoint(unprintable ? 0xFFFD : c);
        });
        return line.toString();
    }

    /** As text in Markdown: no markup, no HTML, no mention of anybody. */
    static String markdown(String text) {
        StringBuilder out = new StringBuilder();
        line(text).codePoints().forEach(c -> {
            if ("&<>@#:".indexOf(c) >= 0) {
                out.append("&#").append(c).append(';');
            } else {
                out.append("\\`*_{}[]()|~!".indexOf(c) >= 0 ? "\\" : "").appendCodePoint(c);
            }
        });
        return out.toString();
    }

    /** As a cell that a spreadsheet does not take for a formula. */
    static String cell(String text) {
        String line = line(text);
        return !line.isEmpty() && "=+-@".indexOf(line.charAt(0)) >= 0 ? "'" + line : line;
    }

    /** As text or attribute value in HTML. */
    static String html(String text) {
        return line(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
