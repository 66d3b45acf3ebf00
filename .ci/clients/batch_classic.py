"""The calls of azure-batch 13 and 14 (API 2022-10-01 and 2024-02-01): batch_classic.py KEPT COLUMN."""

import datetime
import json
import os
import sys

from azure.batch import BatchServiceClient, models
from azure.batch.batch_auth import SharedKeyCredentials
from azure.batch.custom.custom_errors import CreateTasksErrorException
from azure.storage.blob import BlobServiceClient, generate_container_sas
from fake import until
from tried import Tried

kept, column = sys.argv[1:]
fake = json.loads(os.environ["FAKE"])
client = BatchServiceClient(SharedKeyCredentials(fake["account"], fake["key"]), fake["batchEndpoint"])
# Only for its tests: what is refused is not asked again.
client.config.retry_policy.policy.total = 0
blobs = BlobServiceClient(fake["blobEndpoint"], credential=fake["storageKey"])
tried = Tried(column)
MACHINE = models.VirtualMachineConfiguration(
    image_reference=models.ImageReference(publisher="canonical", offer="0001-com-ubuntu-server-jammy", sku="22_04-lts"),
    node_agent_sku_id="batch.node.ubuntu 22.04",
)
POOL = models.PoolInformation(pool_id="pool")


def said(refusal):
    return f"{refusal.response.status_code} {refusal.error.code}"


def pool(pool_id, **options):
    options.setdefault("virtual_machine_configuration", MACHINE)
    return models.PoolAddParameter(id=pool_id, vm_size=options.pop("vm_size", "STANDARD_D2S_V3"), **options)


def task(task_id, command="/bin/true", **options):
    return models.TaskAddParameter(id=task_id, command_line=command, **options)


def text(chunks):
    return b"".join(chunks).decode()


def steady(pool_id="pool"):
    return until(lambda: client.pool.get(pool_id), lambda found: found.allocation_state == models.AllocationState.steady)


def idle():
    return until(lambda: list(client.compute_node.list("pool")), lambda nodes: nodes and {n.state for n in nodes} == {models.ComputeNodeState.idle})


def pools():
    tried.section("pools")
    pools = client.pool
    images = models.AccountListSupportedImagesOptions(filter="verificationType eq 'verified'")
    tried.works("`account.list_supported_images`, `filter`", lambda: any(i.node_agent_sku_id == "batch.node.ubuntu 22.04" for i in client.account.list_supported_images(images)), True)
    tried.works("`pool.exists` of none", lambda: pools.exists("pool"), False)
    tried.works("`pool.add`", lambda: pools.add(pool("pool", target_dedicated_nodes=2, task_slots_per_node=2)))
    tried.works("`pool.exists`", lambda: pools.exists("pool"), True)
    tried.works("`pool.get`", lambda: steady().current_dedicated_nodes, 2)
    tried.works("`pool.get`, `select`", lambda: pools.get("pool", models.PoolGetOptions(select="id,vmSize")).vm_size, "standard_d2s_v3")
    tried.works("`pool.list`, `filter`", lambda: [p.id for p in pools.list(models.PoolListOptions(filter="startswith(id, 'po')"))], ["pool"])
    tried.works("`account.list_pool_node_counts`", lambda: until(lambda: [c.dedicated.idle for c in client.account.list_pool_node_counts()], lambda counts: counts == [2]))
    tried.works("`pool.patch`", lambda: pools.patch("pool", models.PoolPatchParameter(metadata=[models.MetadataItem(name="a", value="b")])))
    replaced = models.PoolUpdatePropertiesParameter(certificate_references=[], application_package_references=[], metadata=[])
    tried.works("`pool.update_properties`", lambda: pools.update_properties("pool", replaced))
    tried.works("`pool.resize`", lambda: (pools.resize("pool", models.PoolResizeParameter(target_dedicated_nodes=3)), steady().current_dedicated_nodes)[1], 3)
    tried.works("`pool.remove_nodes`", remove_node, 2)
    tried.works("`pool.enable_auto_scale`", lambda: pools.enable_auto_scale("pool", auto_scale_formula="$TargetDedicatedNodes=2"))
    tried.works("`pool.evaluate_auto_scale`", lambda: "$TargetDedicatedNodes=2" in pools.evaluate_auto_scale("pool", "$TargetDedicatedNodes=2").results, True)
    tried.works("`pool.evaluate_auto_scale` of nonsense", lambda: pools.evaluate_auto_scale("pool", "useless").error.code, "AutoScalingFormulaEvaluationError")
    tried.works("`pool.disable_auto_scale`", lambda: (steady(), pools.disable_auto_scale("pool"), pools.get("pool").enable_auto_scale)[2], False)
    tried.works("`pool.stop_resize`", lambda: (pools.add(pool("stopped", target_dedicated_nodes=40)), pools.stop_resize("stopped"), steady("stopped")) and None)
    tried.works("`pool.list_usage_metrics`", lambda: list(pools.list_usage_metrics()), [])
    tried.works("`pool.delete`", lambda: (pools.delete("stopped"), until(lambda: pools.exists("stopped"), lambda there: not there))[1], False)
    tried.refused("`pool.get` of none", "404 PoolNotFound", lambda: pools.get("none"), said)
    tried.refused("`pool.add` once more", "409 PoolExists", lambda: pools.add(pool("POOL")), said)
    tried.refused("`pool.add` with a size that is none", "400 InvalidPropertyValue", lambda: pools.add(pool("odd", vm_size="huge")), said)
    tried.refused("`pool.resize` to nothing", "400 MissingRequiredProperty", lambda: pools.resize("pool", models.PoolResizeParameter()), said)


def remove_node():
    client.pool.remove_nodes("pool", models.NodeRemoveParameter(node_list=[next(iter(client.compute_node.list("pool"))).id]))
    return steady().current_dedicated_nodes


def nodes():
    tried.section("nodes")
    nodes = client.compute_node
    node = idle()[0].id
    tried.works("`compute_node.list`, `filter`, `select`", lambda: node in [n.id for n in nodes.list("pool", models.ComputeNodeListOptions(filter="state eq 'idle'", select="id"))], True)
    tried.works("`compute_node.get`", lambda: nodes.get("pool", node).vm_size, "standard_d2s_v3")
    tried.works("`compute_node.add_user`", lambda: nodes.add_user("pool", node, models.ComputeNodeUser(name="ann", password="Tr0ub4dor&3x", is_admin=True)))
    tried.works("`compute_node.update_user`", lambda: nodes.update_user("pool", node, "ann", models.NodeUpdateUserParameter(password="Another1&more")))
    tried.works("`compute_node.delete_user`", lambda: nodes.delete_user("pool", node, "ann"))
    tried.works("`compute_node.get_remote_login_settings`", lambda: nodes.get_remote_login_settings("pool", node).remote_login_port > 0, True)
    tried.works("`compute_node.disable_scheduling`", lambda: (nodes.disable_scheduling("pool", node), nodes.get("pool", node).scheduling_state)[1], "disabled")
    tried.works("`compute_node.enable_scheduling`", lambda: (nodes.enable_scheduling("pool", node), nodes.get("pool", node).scheduling_state)[1], "enabled")
    tried.works("`compute_node.reboot`", lambda: (nodes.reboot("pool", node), idle()) and None)
    tried.works("`compute_node.reimage`", lambda: (nodes.reimage("pool", node), idle()) and None)
    blobs.create_container("logs")
    logs = models.UploadBatchServiceLogsConfiguration(container_url=writable("logs"), start_time=datetime.datetime.now(datetime.timezone.utc))
    tried.works("`compute_node.upload_batch_service_logs`, of which there are none", lambda: nodes.upload_batch_service_logs("pool", node, logs).number_of_files_uploaded, 0)
    tried.works(
        "`compute_node_extension.list`",
        lambda: [each.vm_extension.name for each in client.compute_node_extension.list("pool", node)],
        ["batchNodeExtension"],
    )
    tried.refused("`compute_node.get` of none", "404 NodeNotFound", lambda: nodes.get("pool", "none"), said)
    tried.refused("`compute_node.get_remote_desktop` of Linux", "501 NotImplemented", lambda: text(nodes.get_remote_desktop("pool", node)), said)


def writable(container):
    expiry = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=1)
    sas = generate_container_sas(fake["storageAccount"], container, account_key=fake["storageKey"], permission="racwl", expiry=expiry)
    return f"{fake['blobEndpoint']}/{container}?{sas}"


def jobs():
    tried.section("jobs")
    jobs = client.job
    tried.works("`job.add`", lambda: jobs.add(models.JobAddParameter(id="job", pool_info=POOL, uses_task_dependencies=True)))
    tried.works("`job.get`", lambda: jobs.get("job").state, models.JobState.active)
    tried.works("`job.list`, `filter`, `select`", lambda: [j.id for j in jobs.list(models.JobListOptions(filter="state eq 'active'", select="id"))], ["job"])
    tried.works("`job.patch`", lambda: (jobs.patch("job", models.JobPatchParameter(priority=7)), jobs.get("job").priority)[1], 7)
    tried.works("`job.patch`, the etag is the current one", lambda: jobs.patch("job", models.JobPatchParameter(priority=8), models.JobPatchOptions(if_match=jobs.get("job").e_tag)))
    tried.works("`job.update`", lambda: (jobs.update("job", models.JobUpdateParameter(pool_info=POOL, priority=9)), jobs.get("job").priority)[1], 9)
    tried.works("`job.disable`", lambda: (jobs.disable("job", "requeue"), until(lambda: jobs.get("job").state, lambda state: state == models.JobState.disabled)) and None)
    tried.works("`job.enable`", lambda: (jobs.enable("job"), until(lambda: jobs.get("job").state, lambda state: state == models.JobState.active)) and None)
    tried.works("`job.get_task_counts`", lambda: jobs.get_task_counts("job").task_counts.completed, 0)
    prepared = models.JobAddParameter(
        id="prepared",
        pool_info=POOL,
        job_preparation_task=models.JobPreparationTask(command_line="/bin/sh -c 'echo prepared'"),
        job_release_task=models.JobReleaseTask(command_line="/bin/true"),
    )
    tried.works("`job.add` with preparation and release", lambda: (jobs.add(prepared), client.task.add("prepared", task("one")), completed("prepared", 1)) and None)
    tried.works("`job.list_preparation_and_release_task_status`", lambda: {s.job_preparation_task_execution_info.exit_code for s in jobs.list_preparation_and_release_task_status("prepared")}, {0})
    tried.works("`job.terminate`", lambda: (jobs.terminate("prepared", terminate_reason="enough"), until(lambda: jobs.get("prepared"), lambda j: j.state == "completed").execution_info.terminate_reason)[1], "enough")
    tried.works("`job.delete`", lambda: (jobs.delete("prepared"), until(lambda: [j.id for j in jobs.list()], lambda ids: ids == ["job"])) and None)
    tried.refused("`job.get` of none", "404 JobNotFound", lambda: jobs.get("none"), said)
    tried.refused("`job.add` once more", "409 JobExists", lambda: jobs.add(models.JobAddParameter(id="JOB", pool_info=POOL)), said)
    tried.refused("`job.patch`, the etag is an old one", "412 ConditionNotMet", lambda: jobs.patch("job", models.JobPatchParameter(priority=1), models.JobPatchOptions(if_match='"0x8D0"')), said)


def completed(job, count):
    until(lambda: client.job.get_task_counts(job).task_counts, lambda counts: counts.completed == count, 120)


def schedules():
    tried.section("schedules")
    schedules = client.job_schedule
    made = models.JobScheduleAddParameter(
        id="schedule",
        schedule=models.Schedule(recurrence_interval=datetime.timedelta(hours=1)),
        job_specification=models.JobSpecification(pool_info=POOL),
    )
    tried.works("`job_schedule.exists` of none", lambda: schedules.exists("schedule"), False)
    tried.works("`job_schedule.add`", lambda: schedules.add(made))
    tried.works("`job_schedule.exists`", lambda: schedules.exists("schedule"), True)
    tried.works("`job.list_from_job_schedule`", lambda: [j.id for j in until(lambda: list(client.job.list_from_job_schedule("schedule")), len)], ["schedule:job-1"])
    tried.works("`job_schedule.get`", lambda: schedules.get("schedule").execution_info.recent_job.id, "schedule:job-1")
    tried.works("`job_schedule.list`, `filter`", lambda: [s.id for s in schedules.list(models.JobScheduleListOptions(filter="state eq 'active'"))], ["schedule"])
    tried.works("`job_schedule.patch`", lambda: schedules.patch("schedule", models.JobSchedulePatchParameter(metadata=[models.MetadataItem(name="a", value="b")])))
    tried.works("`job_schedule.update`", lambda: schedules.update("schedule", models.JobScheduleUpdateParameter(schedule=made.schedule, job_specification=made.job_specification)))
    tried.works("`job_schedule.disable`", lambda: (schedules.disable("schedule"), schedules.get("schedule").state)[1], "disabled")
    tried.works("`job_schedule.enable`", lambda: (schedules.enable("schedule"), schedules.get("schedule").state)[1], "active")
    tried.works("`job_schedule.terminate`", lambda: (schedules.terminate("schedule"), until(lambda: schedules.get("schedule").state, lambda state: state == "completed"))[1], "completed")
    tried.works("`job_schedule.delete`", lambda: (schedules.delete("schedule"), until(lambda: schedules.exists("schedule"), lambda there: not there))[1], False)
    tried.refused("`job_schedule.get` of none", "404 JobScheduleNotFound", lambda: schedules.get("none"), said)


def tasks():
    tried.section("tasks")
    tasks = client.task
    output = blobs.create_container("output")
    result = models.OutputFile(
        file_pattern="result.txt",
        destination=models.OutputFileDestination(container=models.OutputFileBlobContainerDestination(container_url=writable("output"))),
        upload_options=models.OutputFileUploadOptions(upload_condition="taskSuccess"),
    )
    script = "/bin/sh -c 'echo hello; mkdir deep; printf 0123456789 > deep/digits.txt; echo result > result.txt'"
    tried.works("`task.add` with output files", lambda: tasks.add("job", task("good", script, output_files=[result])))
    others = [task("bad", "/bin/sh -c 'exit 3'"), task("after", depends_on=models.TaskDependencies(task_ids=["good"])), task("long", "/bin/sleep 300")]
    tried.works("`task.add_collection`", lambda: {r.status for r in tasks.add_collection("job", others).value}, {models.TaskAddStatus.success})
    tried.works("output files in their container", lambda: until(lambda: {b.name for b in output.list_blobs()}, lambda names: names == {"result.txt"}))
    tried.works("`task.get`", lambda: outcome("bad"), (3, "failure"))
    tried.works("`task.list`, `filter`, `select`", lambda: [t.id for t in tasks.list("job", models.TaskListOptions(filter="executionInfo/exitCode eq 3", select="id"))], ["bad"])
    tried.works("`task.list`, `max_results`, by page", by_page, [["after", "bad", "good"], ["long"]])
    tried.works("`task.list_subtasks`", lambda: tasks.list_subtasks("job", "good").value, [])
    tried.works("`task.terminate`", lambda: (until(lambda: tasks.get("job", "long").state, lambda s: s == "running"), tasks.terminate("job", "long"), tasks.get("job", "long").state)[2], "completed")
    tried.works("`task.reactivate`", lambda: (tasks.reactivate("job", "bad"), outcome("bad"))[1], (3, "failure"))
    client.pool.add(pool("empty", target_dedicated_nodes=0))
    client.job.add(models.JobAddParameter(id="empty", pool_info=models.PoolInformation(pool_id="empty")))
    tasks.add("empty", task("waits"))
    tried.works("`task.update`", lambda: (tasks.update("empty", "waits", models.TaskConstraints(max_task_retry_count=2)), tasks.get("empty", "waits").constraints.max_task_retry_count)[1], 2)
    tried.works("`task.delete`", lambda: tasks.delete("job", "after"))
    twelve_hundred = [task(f"t{number}") for number in range(1200)]
    tried.works("`task.add_collection` of 1,200", lambda: len(tasks.add_collection("empty", twelve_hundred).value), 1200)
    tried.works("`task.list` of 1,201, in pages of 1,000", lambda: len(list(tasks.list("empty"))), 1201)
    padded = [task(f"p{number}", environment_settings=[models.EnvironmentSetting(name="X", value="x" * 20_000)]) for number in range(130)]
    tried.works("`task.add_collection` of 130, which are 2.6 MB", lambda: len(tasks.add_collection("empty", padded).value), 130)
    more = [task(f"w{number}") for number in range(1200)]
    tried.works("`task.add_collection`, `threads`", lambda: len(tasks.add_collection("empty", more, threads=4).value), 1200)
    bad_ones = [task("fine"), task("bad id")]
    tried.refused("`task.add_collection` with a bad id", "1 failed, InvalidPropertyValue", lambda: tasks.add_collection("empty", bad_ones), failed_tasks)
    tried.refused("`task.add` once more", "409 TaskExists", lambda: tasks.add("job", task("GOOD")), said)
    tried.refused("`task.get` of none", "404 TaskNotFound", lambda: tasks.get("job", "none"), said)
    tried.refused("`task.add` that depends on tasks of a job without dependencies", "400 UnsupportedProperty", lambda: tasks.add("empty", task("b", depends_on=models.TaskDependencies(task_ids=["a"]))), said)


def failed_tasks(refusal):
    if not isinstance(refusal, CreateTasksErrorException):
        return str(refusal)
    return f"{len(refusal.failure_tasks)} failed, {refusal.failure_tasks[0].error.code}"


def outcome(task_id):
    info = until(lambda: client.task.get("job", task_id), lambda found: found.state == models.TaskState.completed).execution_info
    return info.exit_code, info.result.value


def by_page():
    pages = client.task.list("job", models.TaskListOptions(max_results=3))
    found = []
    while pages.next_link or not found:
        found.append([listed.id for listed in pages.advance_page()])
    return found


def files():
    tried.section("files")
    files = client.file
    digits = ("job", "good", "wd/deep/digits.txt")
    tried.works("`file.list_from_task`, `recursive`", lambda: "wd/deep/digits.txt" in {f.name for f in files.list_from_task("job", "good", recursive=True)}, True)
    tried.works("`file.get_from_task`", lambda: text(files.get_from_task("job", "good", "stdout.txt")), "hello\n")
    part = models.FileGetFromTaskOptions(ocp_range="bytes=2-4")
    tried.works("`file.get_from_task`, `ocp_range`", lambda: text(files.get_from_task(*digits, part)), "234")
    tried.works("`file.get_properties_from_task`", lambda: files.get_properties_from_task(*digits, raw=True).headers["Content-Length"], 10)
    node = client.task.get("job", "good").node_info.node_id
    on_node = ("pool", node, "workitems/job/job-1/good/wd/deep/digits.txt")
    tried.works("`file.list_from_compute_node`", lambda: {"shared", "startup", "workitems"} <= {f.name for f in files.list_from_compute_node("pool", node)}, True)
    rest = models.FileGetFromComputeNodeOptions(ocp_range="bytes=8-")
    tried.works("`file.get_from_compute_node`, `ocp_range`", lambda: text(files.get_from_compute_node(*on_node, rest)), "89")
    tried.works("`file.get_properties_from_compute_node`", lambda: files.get_properties_from_compute_node(*on_node, raw=True).headers["ocp-batch-file-isdirectory"], False)
    tried.works("`file.delete_from_task`", lambda: files.delete_from_task("job", "good", "wd/result.txt"))
    tried.works("`file.delete_from_compute_node`, `recursive`", lambda: files.delete_from_compute_node("pool", node, "workitems/job/job-1/good/wd/deep", recursive=True))
    tried.refused("`file.get_from_task` that is deleted", "404 FileNotFound", lambda: files.get_from_task(*digits), said)
    beyond = models.FileGetFromTaskOptions(ocp_range="bytes=100-200")
    tried.refused("`file.get_from_task` past its end", "416 InvalidRange", lambda: files.get_from_task("job", "good", "stdout.txt", beyond), said)


def account():
    tried.section("account")
    tried.works("`application.list`", lambda: list(client.application.list()), [])
    tried.refused("`application.get` of none", "404 ApplicationNotFound", lambda: client.application.get("none"), said)
    tried.works("`certificate.list`", lambda: list(client.certificate.list()), [])
    stranger = BatchServiceClient(SharedKeyCredentials(fake["account"], "YW5vdGhlciBrZXk="), fake["batchEndpoint"])
    tried.refused("another key", "403 AuthenticationFailed", lambda: list(stranger.pool.list()), said)


pools()
nodes()
jobs()
schedules()
tasks()
files()
account()
tried.save(kept)
