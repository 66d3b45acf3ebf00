package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.protocol.batch.view.JobView;
import io.github.batchbench.fake.protocol.batch.view.TaskView;
import io.github.batchbench.fake.service.BatchAccount;
import io.github.batchbench.fake.service.Jobs.DisableTasks;
import java.util.List;
import java.util.Map;

/** The operations on jobs. */
final class JobAnswers {
    private static final String FRAGMENT = "jobs";

    /** What PUT replaces; what it does not name goes back to its default. */
    private static final List<String> REPLACED = List.of(
            "priority",
            "maxParallelTasks",
            "allowTaskPreemption",
            "constraints",
            "poolInfo",
            "metadata",
            "onAllTasksComplete");

    private final BatchAccount account;

    JobAnswers(BatchAccount account) {
        this.account = account;
    }

    Map<String, Answerer> operations() {
        return Map.of(
                "Job_Add", this::add,
                "Job_Get", this::get,
                "Job_List", this::list,
                "Job_Patch", this::patch,
                "Job_Update", this::update,
                "Job_Disable", this::disable,
                "Job_Enable", this::enable,
                "Job_Terminate", this::terminate,
                "Job_Delete", this::delete,
                "Job_GetTaskCounts", this::taskCounts);
    }

    private Answer add(Call call) {
        Document body = call.normalisedBody();
        JobRules.check(body, call);
        Job job = account.jobs().add(body);
        // Recorded for every job, whatever its id.
        return Answer.status(201).with(job.revision()).withLocation(call.base() + "/jobs/job-1");
    }

    private Answer get(Call call) {
        return account.exclusively(() -> {
            Job job = account.jobs().get(call.place("jobId"));
            return call.read(
                    FRAGMENT + "/@Element",
                    JobView.of(job, call.base(), call.version().text()),
                    job.revision());
        });
    }

    private Answer list(Call call) {
        return account.exclusively(() -> Listing.of(
                        FRAGMENT,
                        account.jobs().all(),
                        Job::id,
                        job -> JobView.of(job, call.base(), call.version().text()))
                .answer(call));
    }

    private Answer patch(Call call) {
        Document body = call.normalisedBody();
        return account.exclusively(() -> {
            Job job = checked(call);
            Document merged = job.spec();
            for (Map.Entry<String, Object> change : body.properties().entrySet()) {
                merged = merged.with(change.getKey(), change.getValue());
            }
            return call.written(account.jobs().update(job.id(), merged).revision());
        });
    }

    private Answer update(Call call) {
        Document body = call.normalisedBody();
        return account.exclusively(() -> {
            Job job = checked(call);
            Document replaced = job.spec();
            for (String name : REPLACED) {
                Object value = body.properties().get(name);
                replaced = value == null ? replaced.without(name) : replaced.with(name, value);
            }
            return call.written(account.jobs().update(job.id(), replaced).revision());
        });
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
            return call.written(account.jobs().terminate(job.id(), reason).revision());
        });
    }

    private Answer delete(Call call) {
        account.exclusively(() -> {
            Job job = checked(call);
            account.jobs().delete(job.id());
            return true;
        });
        return Answer.status(202);
    }

    private Answer taskCounts(Call call) {
        return account.exclusively(() -> {
            Document counts = TaskView.counts(
                    account.jobs().get(call.place("jobId")), call.version().text());
            String fragment = counts.has("taskCounts") ? "taskcountsresult" : "taskcounts";
            return Answer.json(200, call.entity(fragment + "/@Element", counts));
        });
    }

    /** The job, with the request's conditions met. */
    private Job checked(Call call) {
        Job job = account.jobs().get(call.place("jobId"));
        Conditions.check(call, job.revision());
        return job;
    }
}
