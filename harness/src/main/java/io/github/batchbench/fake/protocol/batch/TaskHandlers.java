package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.Subtask;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.protocol.batch.json.WireTime;
import io.github.batchbench.fake.protocol.batch.schema.BodySchema;
import io.github.batchbench.fake.protocol.batch.view.SubtaskView;
import io.github.batchbench.fake.protocol.batch.view.TaskView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The operations on tasks. */
final class TaskHandlers {
    private static final String FRAGMENT = "tasks";
    private static final BodySchema TASK = BodySchema.of("TaskAddParameter");

    private final BatchAccount account;

    TaskHandlers(BatchAccount account) {
        this.account = account;
    }

    Map<String, OperationHandler> operations() {
        return Map.of(
                "Task_Add", this::add,
                "Task_AddCollection", this::addCollection,
                "Task_Get", this::get,
                "Task_List", this::list,
                "Task_Update", this::update,
                "Task_Delete", this::delete,
                "Task_Terminate", this::terminate,
                "Task_Reactivate", this::reactivate,
                "Task_ListSubtasks", this::listSubtasks);
    }

    private Answer add(Call call) {
        Document body = call.normalisedBody();
        return account.exclusively(() -> {
            Job job = account.jobs().get(call.pathParameter("jobId"));
            Task task = account.tasks().add(job.id(), body);
            return Answer.status(201).with(task.revision()).withLocation(TaskView.url(call.base(), job.id(), task));
        });
    }

    /** Whatever becomes of its items, the call succeeds if the job takes tasks (recorded). */
    private Answer addCollection(Call call) {
        List<Document> items = call.body().objects("value");
        if (items.isEmpty() || items.size() > 100) {
            throw BatchException.invalidProperty(
                    "value", Integer.toString(items.size()), "The collection must hold 1 to 100 tasks");
        }
        return account.exclusively(() -> {
            Job job = account.jobs().takingTasks(call.pathParameter("jobId"));
            List<Document> results = new ArrayList<>(items.size());
            items.forEach(item -> results.add(addItem(call, job, item)));
            return Answer.json(
                    200,
                    Document.of("odata.metadata", call.metadata("taskaddresult"))
                            .with("value", results));
        });
    }

    private Document addItem(Call call, Job job, Document item) {
        String id = item.string("id").orElse("");
        try {
            Document body = TASK.normalised(item, call.version().text());
            account.glitches().admit();
            Task task = account.tasks().add(job.id(), body);
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("status", "Success");
            result.put("taskId", task.id());
            result.put("eTag", task.revision().eTag());
            result.put("lastModified", WireTime.inBody(task.revision().lastModified()));
            result.put("location", TaskView.url(call.base(), job.id(), task));
            return Document.of(result);
        } catch (BatchException e) {
            String url = call.base() + "/jobs/" + job.id() + "/tasks/" + id + "/error";
            return Document.of("error@odata.navigationLinkUrl", url)
                    .with("error", ErrorBody.inItem(e, call.requestId(), call.time()))
                    .with("status", e.code().status() < 500 ? "ClientError" : "ServerError")
                    .with("taskId", id);
        }
    }

    private Answer get(Call call) {
        return account.exclusively(() -> {
            Job job = account.jobs().get(call.pathParameter("jobId"));
            Task task = account.tasks().get(job.id(), call.pathParameter("taskId"));
            return call.read(
                    FRAGMENT + "/@Element",
                    TaskView.of(job, task, call.base(), call.version().text()),
                    task.revision());
        });
    }

    private Answer list(Call call) {
        return account.exclusively(() -> {
            Job job = account.jobs().get(call.pathParameter("jobId"));
            return new Listing<Task>(
                            FRAGMENT,
                            start -> start.<Iterable<Task>>map(job::tasksAfter).orElseGet(job::tasks),
                            Task::id,
                            task -> TaskView.of(
                                    job, task, call.base(), call.version().text()))
                    .answer(call);
        });
    }

    private Answer update(Call call) {
        Document body = call.normalisedBody();
        return account.exclusively(() -> {
            Task task = checked(call);
            return call.written(account.tasks()
                    .update(call.pathParameter("jobId"), task.id(), body)
                    .revision());
        });
    }

    private Answer delete(Call call) {
        account.exclusively(() -> {
            Task task = checked(call);
            account.tasks().delete(call.pathParameter("jobId"), task.id());
            return true;
        });
        return Answer.status(200);
    }

    private Answer terminate(Call call) {
        return account.exclusively(() -> {
            Task task = checked(call);
            return call.written(account.tasks()
                    .terminate(call.pathParameter("jobId"), task.id())
                    .revision());
        });
    }

    private Answer reactivate(Call call) {
        return account.exclusively(() -> {
            Task task = checked(call);
            // The one write without a DataServiceId (recorded).
            return Answer.status(204)
                    .with(account.tasks()
                            .reactivate(call.pathParameter("jobId"), task.id())
                            .revision())
                    .with("Content-Length", "0");
        });
    }

    /** Of a task with one instance there are none (recorded). */
    private Answer listSubtasks(Call call) {
        return account.exclusively(() -> {
            Job job = account.jobs().get(call.pathParameter("jobId"));
            Task task = account.tasks().get(job.id(), call.pathParameter("taskId"));
            // The primary is the task itself, and not listed.
            List<Subtask> subtasks =
                    task.subtasks().stream().filter(subtask -> subtask.id() > 0).toList();
            return Listing.of(
                            "subtaskinfo",
                            subtasks,
                            subtask -> Integer.toString(subtask.id()),
                            subtask -> SubtaskView.of(job, task, subtask, call.base()))
                    .answer(call);
        });
    }

    /** The task, with the request's conditions met. */
    private Task checked(Call call) {
        Task task = account.tasks().get(call.pathParameter("jobId"), call.pathParameter("taskId"));
        Conditions.check(call, task.revision());
        return task;
    }
}
