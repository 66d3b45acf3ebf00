package io.github.batchbench.fake.state;

import java.util.Arrays;

/** What happens to the tasks of a node that is taken away, rebooted or disabled. */
public enum Deallocation {
    /** They end and go back to the queue. */
    REQUEUE("requeue"),
    /** They end and are completed. */
    TERMINATE("terminate"),
    /** They are waited for. */
    TASK_COMPLETION("taskcompletion"),
    /** They, and the time that their files are kept, are waited for. */
    RETAINED_DATA("retaineddata");

    private final String wireName;

    Deallocation(String wireName) {
        this.wireName = wireName;
    }

    /** The name as the service writes it. */
    public String wireName() {
        return wireName;
    }

    /** The option of a name, whatever the case of its letters; the schema has checked it. */
    public static Deallocation of(String name) {
        return Arrays.stream(values())
                .filter(option -> option.wireName.equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no deallocation option " + name));
    }
}
