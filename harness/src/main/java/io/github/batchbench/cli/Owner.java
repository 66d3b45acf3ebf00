package io.github.batchbench.cli;

/** Who owns what a command makes, unless it is told. */
final class Owner {
    static final String DEFAULT = "batchbench-" + user();

    private Owner() {}

    /** In letters that every kind of metadata takes. */
    private static String user() {
        return System.getProperty("user.name", "unknown").replaceAll("[^A-Za-z0-9_.-]", "_");
    }
}
