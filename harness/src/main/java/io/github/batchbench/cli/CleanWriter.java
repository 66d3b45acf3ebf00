package io.github.batchbench.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * Keeps escape sequences from a terminal: names of files, tasks and blobs come from elsewhere and are printed. Control
 * characters but line breaks and tabs, and those that turn the direction of a text, become a question mark.
 */
final class CleanWriter extends FilterWriter {
    private final PrintWriter printer;

    CleanWriter(PrintWriter out) {
        super(out);
        this.printer = out;
    }

    /** A printer keeps to itself that it could not write. */
    @Override
    public void flush() throws IOException {
        if (printer.checkError()) {
            throw new IOException("It cannot be written to.");
        }
    }

    @Override
    public void write(int c) throws IOException {
        out.write(clean((char) c));
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        char[] clean = new char[length];
        for (int i = 0; i < length; i++) {
            clean[i] = clean(text[offset + i]);
        }
        out.write(clean, 0, length);
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        write(text.toCharArray(), offset, length);
    }

    private static char clean(char c) {
        boolean harmless = c == '\n' || c == '\r' || c == '\t';
        boolean turns =
                c == '\u200e' || c == '\u200f' || (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
        return !harmless && (Character.isISOControl(c) || turns) ? '?' : c;
    }
}
