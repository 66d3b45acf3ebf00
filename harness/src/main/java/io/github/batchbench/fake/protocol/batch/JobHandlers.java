package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.jobs.Jobs.DisableTasks;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.protocol.batch.view.JobView;
import io.github.batchbench.fake.protocol.batch.view.TaskView;
import java.util.Collection;
import java.util.Map;

/** The operations on jobs. */
final class JobHandlers {
    private static final String FRAGMENT = "jobs";

    private final BatchAccount account;

    JobHandlers(BatchAccount account) {
        this.account = account;
    }

    Map<String, OperationHandler> operations() {
        return Map.ofEntries(
                Map.entry("Job_Add", this::add),
                Map.entry("Job_Get", this::get),
                Map.entry("Job_List", this::list),
                Map.entry("Job_ListFromJobSchedule", this::listFromSchedule),
                Map.entry("Job_Patch", this::patch),
                Map.entry("Job_Update", this::update),
                Map.entry("Job_Disable", this::disable),
                Map.entry("Job_Enable", this::enable),
                Map.entry("Job_Terminate", this::terminate),
                Map.entry("Job_Delete", this::delete),
                Map.entry("Job_GetTaskCounts", this::taskCounts),
                Map.entry("Job_ListPreparationAndReleaseTaskStatus", this::specialTaskStatus));
    }

    private Answer add(Call call) {
        Job job = account.jobs().add(call.normalisedBody(), call.authentication());
        // Recorded for every job, whatever its id.
        return Answer.status(201).with(job.revision()).withLocation(call.base() + "/jobs/job-1");
    }

    private Answer get(Call call) {
        return account.exclusively(() -> {
            Job job = account.jobs().get(call.pathParameter("jobId"));
            return call.read(
                    FRAGMENT + "/@Element",
                    JobView.of(job, call.base(), call.version().text()),
                    job.revision());
        });
    }

    private Answer list(Call call) {
        return account.exclusively(() -> list(call, account.jobs().all()));
    }

    private Answer listFromSchedule(Call call) {
        return account.exclusively(() -> list(call, account.jobSchedules().jobs(call.pathParameter("jobScheduleId"))));
    }

    private static Answer list(Call call, Collection<Job> jobs) {
        return Listing.of(
                        FRAGMENT,
                        jobs,
                        Job::id,
                        job -> JobView.of(job, call.base(), call.version().text()))
                .answer(call);
    }

    private Answer specialTaskStatus(Call call) {
        return account.exclusively(() -> {
            Job job = account.jobs().get(call.pathParameter("jobId"));
            return Listing.of(
                            "jobpreparationandreleasetaskstatuslist",
                            account.jobs().preparationAndRelease(job.id()),
                            runs -> runs.node().nodeId(),
                            runs -> JobView.specialTaskStatus(job, runs, call.base()))
                    .answer(call);
        });
    }

    private Answer patch(Call call) {
        Document body = call.normalisedBody();
        return account.exclusively(() ->
                call.written(account.jobs().patch(checked(call).id(), body).revision()));
    }

    private Answer update(Call call) {
        Document body = call.normalisedBody();
        return account.exclusively(() ->
                call.written(account.jobs().update(checked(call).id(), body).revision()));
    }

    private Answer disable(Call call) {
        String option = call.normalisedBody().string("disableTasks").orElseThrow();
        return account.exclusively(() -> {
            Job job = checked(call);
            return call.written(
                    account.jobs().disable(job.id(), DisableTasks.of(option)).revision());
        });
    }

    private Answer enable(Call call) {
        return account.exclusively(() -> {
            Job job = checked(call);
            return call.written(account.jobs().enable(job.id()).revision());
        });
    }

    private Answer terminate(Call call) {
        String reason = call.normalisedBody().string("terminateReason").orElse("UserTerminate");
        return account.exclusively(() -> {
            Job job = checked(call);
            return call.written(account.jobs()
                    .terminate(job.id(), reason, call.forceAfter())
                    .revision());
        });
    }

    private Answer delete(Call call) {
        account.exclusively(() -> {
            Job job = checked(call);
            account.jobs().delete(job.id(), call.forceAfter());
            return true;
        });
        return Answer.status(202);
    }

    private Answer taskCounts(Call call) {
        return account.exclusively(() -> {
            Job job = account.jobs().get(call.pathParameter("jobId"));
            Document counts = TaskView.counts(
                    account.glitches().tasks(job), account.glitches().slots(job));
            return Answer.json(200, call.entity("taskcountsresult/@Element", counts));
        });
    }

    /** The job, with the request's conditions met. */
    private Job checked(Call call) {
        Job job = account.jobs().get(call.pathParameter("jobId"));
        Conditions.check(call, job.revision());
        return job;
    }
}
