package io.github.batchbench.azure.batch;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Some tasks could not be added to their job; all others were. */
public final class TasksNotAddedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 10;

    private final LinkedHashMap<String, String> reasons;

    TasksNotAddedException(String jobId, int asked, Map<String, String> reasons) {
        super(message(jobId, asked, reasons));
        this.reasons = new LinkedHashMap<>(reasons);
    }

    /** Why each task was not added, by task id, in the order of submission. */
    public Map<String, String> reasons() {
        return new LinkedHashMap<>(reasons);
    }

    private static String message(String jobId, int asked, Map<String, String> reasons) {
        String some = reasons.entrySet().stream()
                .limit(SHOWN)
                .map(entry -> "\n  " + entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining());
        String more = reasons.size() > SHOWN ? "\n  and " + (reasons.size() - SHOWN) + " more" : "";
        return "%d of %d tasks were not added to job %s:%s%s".formatted(reasons.size(), asked, jobId, some, more);
    }
}
