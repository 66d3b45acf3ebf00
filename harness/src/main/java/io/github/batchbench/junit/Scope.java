package io.github.batchbench.junit;

/** How long something lives that the kit has made for a test. In the order of the length. */
public enum Scope {
    /** For one test, that is, one invocation of its method: nobody else sees it. */
    TEST("one test"),
    /** For the tests of one class and of the classes nested in it. */
    CLASS("the tests of one class"),
    /** For all classes of a run that ask for the same. */
    RUN("the whole run");

    private final String title;

    Scope(String title) {
        this.title = title;
    }

    /** For whom it lives, for people. */
    String title() {
        return title;
    }

    Scope atMost(Scope other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
