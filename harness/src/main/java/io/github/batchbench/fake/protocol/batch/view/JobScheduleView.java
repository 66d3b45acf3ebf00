package io.github.batchbench.fake.protocol.batch.view;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobSchedule;
import io.github.batchbench.fake.protocol.batch.schema.Presentation;

/** A job schedule as the service shows it. To be made under the account's lock. */
public final class JobScheduleView {
    private JobScheduleView() {}

    /** The schedule, for a client that knows the service by this base URL and asked with this version. */
    public static Document of(JobSchedule schedule, String base, String version) {
        Document filled = schedule.spec()
                .mapObject("jobSpecification", job -> JobView.specification("JobSpecification", job, version));
        Document spec = Presentation.of("JobScheduleAddParameter", version).show(filled);
        Shape shape = new Shape()
                .put("id", schedule.id())
                .copy(spec, "displayName")
                .put("url", base + "/jobschedules/" + schedule.id())
                .put("eTag", schedule.revision().eTag())
                .put("lastModified", schedule.revision().lastModified())
                .put("creationTime", schedule.creationTime());
        StateView.put(shape, schedule.lifecycle());
        Document executionInfo = executionInfo(schedule, base);
        // Recorded: a schedule of which nothing was said is not there.
        boolean blank = spec.object("schedule")
                .filter(when -> when.properties().isEmpty())
                .isPresent();
        return shape.rest(blank ? spec.without("schedule") : spec)
                .put("executionInfo", executionInfo.properties().isEmpty() ? null : executionInfo)
                .document();
    }

    private static Document executionInfo(JobSchedule schedule, String base) {
        Job recent = schedule.recentJob();
        return new Shape()
                .put("nextRunTime", schedule.nextRunTime())
                .put(
                        "recentJob",
                        recent == null
                                ? null
                                : new Shape()
                                        .put("id", recent.id())
                                        .put("url", base + "/jobs/" + recent.id())
                                        .document())
                .put("endTime", schedule.endTime())
                .document();
    }
}
