package io.github.batchbench.cli;

import java.util.Locale;

/** Where a run goes. */
enum Target {
    /** The embedded fake. */
    OFFLINE,
    /** The account that the environment names. */
    LIVE;

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
