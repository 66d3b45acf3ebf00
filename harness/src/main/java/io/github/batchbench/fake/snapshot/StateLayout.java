package io.github.batchbench.fake.snapshot;

/** What a file with a state is for, and what tools tell it by. */
enum StateLayout {
    /** Written once, with all contents; {@code BBch}. */
    SNAPSHOT(0x42426368, "a snapshot"),
    /** Goes along with a fake; contents of blobs and files of nodes lie beside it; {@code BBcl}. */
    LOCATION(0x4242636c, "the state of a location");

    private final int application;
    private final String words;

    StateLayout(int application, String words) {
        this.application = application;
        this.words = words;
    }

    /** SQLite's number of the application. */
    int application() {
        return application;
    }

    @Override
    public String toString() {
        return words;
    }
}
