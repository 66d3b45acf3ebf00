package io.github.batchbench.nodetask;

/** The task program. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {}
}
