package io.github.batchbench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says once on a machine, for each version, that there is a faster way to start than {@code java -jar}. */
final class FasterStart {
    private static final String HOME = "batchbench.home";

    private FasterStart() {}

    /** Says it, to people only; scripts and those who start it from its folder hear nothing. */
    static void tell(PrintWriter err) {
        String version = Main.class.getPackage().getImplementationVersion();
        if (version != null && System.getProperty(HOME) == null && Terminal.isThere()) {
            tell(err, version, System.getenv());
        }
    }

    static void tell(PrintWriter err, String version, Map<String, String> environment) {
        Path folder = caches(environment);
        if (folder != null && isFirst(folder.resolve("batchbench").resolve("faster-start-" + version))) {
            err.println(
                    "Batchbench starts in half the time by bin/batchbench in its own folder, which brings its own Java;"
                            + " the build makes it beside this jar: docs/start.md. (This is said once.)");
        }
    }

    private static @Nullable Path caches(Map<String, String> environment) {
        String own = environment.getOrDefault("XDG_CACHE_HOME", "");
        String home = environment.getOrDefault("HOME", "");
        if (!own.isEmpty()) {
            return Path.of(own);
        }
        return home.isEmpty() ? null : Path.of(home, ".cache");
    }

    /** Where no file can be left it is better never said than each time. */
    private static boolean isFirst(Path mark) {
        try {
            Files.createDirectories(mark.getParent());
            Files.createFile(mark);
            return true;
        } catch (IOException saidOrNoPlace) {
            return false;
        }
    }
}
