package io.github.batchbench.concurrency;

/**
 * One request of one client: what it asked, what came back, and when.
 *
 * @param argument what the verb is about; empty if nothing
 * @param sent the moment before the request went out, in nanoseconds of the machine
 * @param answered the moment after the answer was there
 */
record Call(int client, String verb, String argument, String result, long sent, long answered) {
    @Override
    public String toString() {
        return "%,d to %,d: client %d: %s(%s) = %s".formatted(sent, answered, client, verb, argument, result);
    }
}
