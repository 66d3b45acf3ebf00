package io.github.batchbench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** This machine's browser, by the program that each system has for it. */
final class Browser {
    private Browser() {}

    /** Opens a page; what is in the way of that is said, and no more. */
    static void open(URI page, PrintWriter err) {
        List<String> command = command(System.getProperty("os.name", ""), page.toString());
        try {
            Process started = new ProcessBuilder(command)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            started.getOutputStream().close();
        } catch (IOException e) {
            err.println("The browser cannot be opened (" + e.getMessage() + "): open that address yourself.");
        }
    }

    static List<String> command(String system, String page) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return List.of("open", page);
        }
        return name.startsWith("windows")
                ? List.of("rundll32", "url.dll,FileProtocolHandler", page)
                : List.of("xdg-open", page);
    }
}
