package io.github.batchbench.cli;

/** Where a run goes. */
enum Target {
    /** The embedded fake. */
    OFFLINE,
    /** The account that the environment names. */
    LIVE
}
