package io.github.batchbench.cli;

/** How {@code serve} writes what happens. */
enum LogFormat {
    /** As Azure's diagnostic log of Batch, one JSON object a line. */
    JSON
}
