package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.Document;
import java.util.List;

/** The rules of a job that are between its properties. */
final class JobRules {
    private JobRules() {}

    /** Checks a job, or the specification of a scheduled one. */
    static void check(Document job, Call call, BatchAccount account) {
        if (job.has("jobReleaseTask") && !job.has("jobPreparationTask")) {
            throw BatchErrorCode.MISSING_REQUIRED_PROPERTY.exception().with("PropertyName", "jobPreparationTask");
        }
        List<String> ids = List.of("jobManagerTask", "jobPreparationTask", "jobReleaseTask").stream()
                .flatMap(name -> job.object(name).flatMap(task -> task.string("id")).stream())
                .toList();
        if (ids.stream().map(String::toLowerCase).distinct().count() < ids.size()) {
            throw BatchErrorCode.INVALID_PROPERTY_VALUE
                    .exception()
                    .with("PropertyName", "id")
                    .with("Reason", "The job manager, preparation and release task must have different ids");
        }
        job.object("poolInfo")
                .flatMap(info -> info.object("autoPoolSpecification"))
                .flatMap(automatic -> automatic.object("pool"))
                .ifPresent(pool -> PoolRules.check(pool, call, account));
    }
}
