package io.github.batchbench.nodetask;

/** What the program's exit code says. The numbers are a contract: tests and pools decide by them. */
public enum ExitCode {
    SUCCESS(0, "the output file is written and, unless --dry-run, uploaded"),
    INTERNAL(1, "an error of the program itself"),
    USAGE(2, "wrong, missing or contradictory arguments"),
    INPUT(3, "the input file is missing, not a file, or cannot be read"),
    MALFORMED(4, "the input is not UTF-8 (the message has the byte offset) or not the compressed file it says it is"),
    ENVIRONMENT(5, "an AZ_BATCH_* variable is missing: the program does not run as a Batch task"),
    OUTPUT(6, "the output file cannot be written"),
    REFUSED(7, "the storage service refused the upload: expired or wrong token, no such container"),
    UNREACHABLE(8, "the storage service could not be reached, or kept failing after all retries"),
    MEMORY(9, "the words of the input do not fit into the memory of the Java machine"),
    ARCHIVE(10, "--prepare could not make the class-data archive; tasks run without it");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    /** One line for people. */
    public String meaning() {
        return meaning;
    }
}
