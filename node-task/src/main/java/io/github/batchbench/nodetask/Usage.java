package io.github.batchbench.nodetask;

import java.io.PrintStream;

/** What {@code --help} prints. */
final class Usage {
    private Usage() {}

    static void print(PrintStream out) {
        out.println("""
                topwords: counts the most frequent words of a file and uploads them to a container

                  --filepath F          the UTF-8 text to count: a file or a pipe, plain or gzip
                  --numwords N          how many words to report
                  --storageaccount A    the account to upload to
                  --storagecontainer C  the container to upload to
                  --sastoken T          the container's shared access signature, with or without a leading '?';
                                        better given as AZURE_STORAGE_SAS_TOKEN, where no process list shows it
                  --endpoint U          the account's address, if it is not https://A.blob.core.windows.net
                  --slots S             how many tasks share the node: its cores are divided by it (1)
                  --threads T           count with at most T threads, whatever the cores and slots
                  --dry-run             upload nothing, need no AZ_BATCH_* variables (a hyphen stands for them),
                                        and write the output next to the input

                topwords --prepare FILE.jsa makes a class-data archive, for a node's start task. Tasks that are started
                with -XX:SharedArchiveFile=FILE.jsa then start in half the time; without the file they start as ever.

                The output is named like the input with _OUTPUT before the extension, and lies in the working directory.

                Exit codes:""");
        for (ExitCode code : ExitCode.values()) {
            out.printf("  %d  %s%n", code.number(), code.meaning());
        }
    }
}
