package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.JobSchedule;
import io.github.batchbench.fake.protocol.batch.view.JobScheduleView;
import java.util.Map;

/** The operations on job schedules. */
final class JobScheduleHandlers {
    private static final String FRAGMENT = "jobschedules";

    private final BatchAccount account;

    JobScheduleHandlers(BatchAccount account) {
        this.account = account;
    }

    Map<String, OperationHandler> operations() {
        return Map.of(
                "JobSchedule_Add", this::add,
                "JobSchedule_Get", this::get,
                "JobSchedule_List", this::list,
                "JobSchedule_Exists", this::exists,
                "JobSchedule_Patch", this::patch,
                "JobSchedule_Update", this::update,
                "JobSchedule_Disable", this::disable,
                "JobSchedule_Enable", this::enable,
                "JobSchedule_Terminate", this::terminate,
                "JobSchedule_Delete", this::delete);
    }

    private Answer add(Call call) {
        Document body = call.normalisedBody();
        JobSchedule schedule = account.jobSchedules().add(body, call.authentication());
        return Answer.status(201)
                .with(schedule.revision())
                .withLocation(call.base() + "/jobschedules/" + schedule.id());
    }

    private Answer get(Call call) {
        return account.exclusively(() -> {
            JobSchedule schedule = account.jobSchedules().get(call.pathParameter("jobScheduleId"));
            return call.read(FRAGMENT + "/@Element", view(call, schedule), schedule.revision());
        });
    }

    private static Document view(Call call, JobSchedule schedule) {
        return JobScheduleView.of(schedule, call.base(), call.version().text());
    }

    private Answer list(Call call) {
        return account.exclusively(() -> Listing.of(
                        FRAGMENT, account.jobSchedules().all(), JobSchedule::id, schedule -> view(call, schedule))
                .answer(call));
    }

    private Answer exists(Call call) {
        return account.exclusively(() -> {
            JobSchedule schedule = account.jobSchedules().get(call.pathParameter("jobScheduleId"));
            boolean modified = Conditions.check(call, schedule.revision()) == Conditions.Verdict.PROCEED;
            return Answer.status(modified ? 200 : 304).with(schedule.revision());
        });
    }

    private Answer patch(Call call) {
        Document body = call.normalisedBody();
        account.jobSchedules().check(body, call.authentication());
        return account.exclusively(() -> call.written(
                account.jobSchedules().patch(checked(call).id(), body).revision()));
    }

    private Answer update(Call call) {
        Document body = call.normalisedBody();
        account.jobSchedules().check(body, call.authentication());
        return account.exclusively(() -> call.written(
                account.jobSchedules().update(checked(call).id(), body).revision()));
    }

    private Answer disable(Call call) {
        return account.exclusively(() ->
                call.written(account.jobSchedules().disable(checked(call).id()).revision()));
    }

    private Answer enable(Call call) {
        return account.exclusively(() ->
                call.written(account.jobSchedules().enable(checked(call).id()).revision()));
    }

    private Answer terminate(Call call) {
        return account.exclusively(() -> call.written(account.jobSchedules()
                .terminate(checked(call).id(), call.forceAfter())
                .revision()));
    }

    private Answer delete(Call call) {
        account.exclusively(() -> {
            account.jobSchedules().delete(checked(call).id(), call.forceAfter());
            return true;
        });
        return Answer.status(202);
    }

    /** The schedule, with the request's conditions met. */
    private JobSchedule checked(Call call) {
        JobSchedule schedule = account.jobSchedules().get(call.pathParameter("jobScheduleId"));
        Conditions.check(call, schedule.revision());
        return schedule;
    }
}
