"""The calls of azure-batch 15 (API 2025-06-01): batch_current.py KEPT COLUMN key|token."""

import datetime
import json
import os
import sys

from access import Access, Token
from azure.batch import BatchClient, models
from azure.core import MatchConditions
from azure.core.credentials import AzureNamedKeyCredential
from fake import until
from tried import Tried

kept, column, way = sys.argv[1:]
fake = json.loads(os.environ["FAKE"])
IMAGE = models.BatchVmImageReference(publisher="canonical", offer="0001-com-ubuntu-server-jammy", sku="22_04-lts")
MACHINE = models.VirtualMachineConfiguration(image_reference=IMAGE, node_agent_sku_id="batch.node.ubuntu 22.04")
POOL = models.BatchPoolInfo(pool_id="pool")
SHORT = {"polling_interval": 0.1}


def said(refusal):
    return f"{refusal.status_code} {refusal.error.code}"


def unread(refusal):
    """Of an answer to HEAD the client raises the status only, and of one that it streams."""
    return "404, raised by the client itself" if refusal.error is None and refusal.status_code == 404 else f"{refusal.status_code}"


access = Access(fake, way)
client = access.batch()
tried = Tried(column)
blobs = access.blobs()


def pool(pool_id, **options):
    options.setdefault("virtual_machine_configuration", MACHINE)
    return models.BatchPoolCreateOptions(id=pool_id, vm_size="STANDARD_D2S_V3", **options)


def task(task_id, command="/bin/true", **options):
    return models.BatchTaskCreateOptions(id=task_id, command_line=command, **options)


def node_states(pool_id="pool"):
    return {str(node.state.value) for node in client.list_nodes(pool_id)}


def text(chunks):
    return b"".join(chunks).decode()


def pools():
    tried.section("pools")
    tried.works("`list_supported_images`", lambda: any(i.node_agent_sku_id == "batch.node.ubuntu 22.04" for i in client.list_supported_images()), True)
    tried.works("`list_supported_images`, `filter`", lambda: {i.verification_type.value for i in client.list_supported_images(filter="verificationType eq 'verified'")}, {"verified"})
    tried.refused("`pool_exists` of none", "404, raised by the client itself", lambda: client.pool_exists("pool"), unread)
    tried.works("`create_pool`", lambda: client.create_pool(pool("pool", target_dedicated_nodes=2, task_slots_per_node=2)))
    tried.works("`pool_exists`", lambda: client.pool_exists("pool"), True)
    steady = tried.works("`get_pool`", lambda: until(lambda: client.get_pool("pool"), lambda p: p.allocation_state == "steady"))
    tried.works("`get_pool`, `select`", lambda: client.get_pool("pool", select=["id", "vmSize"]).vm_size, "standard_d2s_v3")
    tried.works("`list_pools`, `filter`", lambda: [p.id for p in client.list_pools(filter="startswith(id, 'po')")], ["pool"])
    tried.works("`list_pool_node_counts`", lambda: until(lambda: {c.pool_id: c.dedicated.idle for c in client.list_pool_node_counts()}, lambda c: c == {"pool": 2}))
    tried.works("`update_pool`", lambda: client.update_pool("pool", models.BatchPoolUpdateOptions(metadata=[models.BatchMetadataItem(name="a", value="b")])))
    tried.works("`replace_pool_properties`", lambda: client.replace_pool_properties("pool", models.BatchPoolReplaceOptions(application_package_references=[], metadata=[])))
    tried.works("`begin_resize_pool`", resize, 3)
    tried.works("`begin_remove_nodes`", remove_node, 2)
    tried.works("`enable_pool_auto_scale`", lambda: client.enable_pool_auto_scale("pool", models.BatchPoolEnableAutoScaleOptions(auto_scale_formula="$TargetDedicatedNodes=2")))
    tried.works("`evaluate_pool_auto_scale`", lambda: "$TargetDedicatedNodes=2" in evaluate("$TargetDedicatedNodes=2").results, True)
    tried.works("`evaluate_pool_auto_scale` of nonsense", lambda: evaluate("something_useless").error.code, "AutoScalingFormulaEvaluationError")
    tried.works("`disable_pool_auto_scale`", disable_auto_scale, False)
    tried.works("`begin_stop_pool_resize`", lambda: stop_resize("stopped"), "steady")
    tried.works("`list_pool_usage_metrics`", lambda: list(client.list_pool_usage_metrics()), [])
    tried.works("`begin_delete_pool`", lambda: client.begin_delete_pool("stopped", **SHORT).result())
    tried.refused("`get_pool` of none", "404 PoolNotFound", lambda: client.get_pool("none"), said)
    tried.refused("`create_pool` once more", "409 PoolExists", lambda: client.create_pool(pool("POOL")), said)
    tried.refused("`create_pool` with a size that is none", "400 InvalidPropertyValue", lambda: client.create_pool(models.BatchPoolCreateOptions(id="odd", vm_size="huge", virtual_machine_configuration=MACHINE)), said)
    unknown = models.VirtualMachineConfiguration(image_reference=models.BatchVmImageReference(publisher="a", offer="b", sku="c"), node_agent_sku_id="batch.node.ubuntu 22.04")
    tried.refused("`create_pool` with an image that is none", "400 InvalidPropertyValue", lambda: client.create_pool(pool("odd", virtual_machine_configuration=unknown)), said)
    tried.refused("`begin_resize_pool` to nothing", "400 MissingRequiredProperty", lambda: client.begin_resize_pool("pool", models.BatchPoolResizeOptions()), said)
    return steady


def resize():
    client.begin_resize_pool("pool", models.BatchPoolResizeOptions(target_dedicated_nodes=3), **SHORT).wait()
    return client.get_pool("pool").current_dedicated_nodes


def remove_node():
    node = next(iter(client.list_nodes("pool")))
    client.begin_remove_nodes("pool", models.BatchNodeRemoveOptions(node_ids=[node.id]), **SHORT).wait()
    return client.get_pool("pool").current_dedicated_nodes


def evaluate(formula):
    return client.evaluate_pool_auto_scale("pool", models.BatchPoolEvaluateAutoScaleOptions(auto_scale_formula=formula))


def disable_auto_scale():
    until(lambda: client.get_pool("pool"), lambda p: p.allocation_state == "steady")
    client.disable_pool_auto_scale("pool")
    return client.get_pool("pool").enable_auto_scale


def stop_resize(pool_id):
    client.create_pool(pool(pool_id, target_dedicated_nodes=40))
    client.begin_stop_pool_resize(pool_id, **SHORT).wait()
    return client.get_pool(pool_id).allocation_state.value


def nodes():
    tried.section("nodes")
    until(node_states, lambda states: states == {"idle"})
    node = next(iter(client.list_nodes("pool"))).id
    tried.works("`list_nodes`, `filter`, `select`", lambda: [n.id for n in client.list_nodes("pool", filter="state eq 'idle'", select=["id"])].count(node), 1)
    tried.works("`get_node`", lambda: client.get_node("pool", node).vm_size, "standard_d2s_v3")
    tried.works("`create_node_user`", lambda: client.create_node_user("pool", node, models.BatchNodeUserCreateOptions(name="ann", password="Tr0ub4dor&3x", is_admin=True)))
    tried.works("`replace_node_user`", lambda: client.replace_node_user("pool", node, "ann", models.BatchNodeUserReplaceOptions(password="Another1&more")))
    tried.works("`delete_node_user`", lambda: client.delete_node_user("pool", node, "ann"))
    tried.works("`get_node_remote_login_settings`", lambda: client.get_node_remote_login_settings("pool", node).remote_login_port > 0, True)
    tried.impossible("`disable_node_scheduling` without options", "the client wants options", lambda: client.disable_node_scheduling("pool", node), "No value for given attribute")
    requeue = {"nodeDisableSchedulingOption": "requeue"}
    tried.works("`disable_node_scheduling`", lambda: (client.disable_node_scheduling("pool", node, requeue), client.get_node("pool", node).scheduling_state.value)[1], "disabled")
    tried.works("`enable_node_scheduling`", lambda: (client.enable_node_scheduling("pool", node), client.get_node("pool", node).scheduling_state.value)[1], "enabled")
    tried.works("`begin_reboot_node`", lambda: client.begin_reboot_node("pool", node, {"nodeRebootOption": "requeue"}, **SHORT).result())
    until(node_states, lambda states: states == {"idle"})
    tried.works("`begin_reimage_node`", lambda: client.begin_reimage_node("pool", node, {"nodeReimageOption": "requeue"}, **SHORT).result())
    until(node_states, lambda states: states == {"idle"})
    tried.works("`begin_deallocate_node`", lambda: client.begin_deallocate_node("pool", node, {"nodeDeallocateOption": "requeue"}, **SHORT).result())
    tried.works("`begin_start_node`", lambda: (until(lambda: client.get_node("pool", node).state.value, lambda state: state == "deallocated"), client.begin_start_node("pool", node, **SHORT).result()) and None)
    until(node_states, lambda states: states == {"idle"})
    blobs.create_container("logs")
    logs = models.UploadBatchServiceLogsOptions(container_url=access.container_url("logs"), start_time=datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(hours=1))
    tried.works("`upload_node_logs`, of which there are none", lambda: client.upload_node_logs("pool", node, logs).number_of_files_uploaded, 0)
    tried.works(
        "`list_node_extensions`",
        lambda: [each.vm_extension.name for each in client.list_node_extensions("pool", node)],
        ["batchNodeExtension"],
    )
    tried.refused("`get_node` of none", "404 NodeNotFound", lambda: client.get_node("pool", "none"), said)
    tried.refused("`delete_node_user` of none", "404 NodeUserNotFound", lambda: client.delete_node_user("pool", node, "bob"), said)


def jobs():
    tried.section("jobs")
    tried.works("`create_job`", lambda: client.create_job(models.BatchJobCreateOptions(id="job", pool_info=POOL, uses_task_dependencies=True)))
    tried.works("`get_job`", lambda: client.get_job("job").state.value, "active")
    tried.works("`list_jobs`, `filter`, `select`", lambda: [j.as_dict() for j in client.list_jobs(filter="state eq 'active'", select=["id"])], [{"id": "job"}])
    tried.works("`update_job`", lambda: (client.update_job("job", models.BatchJobUpdateOptions(priority=7)), client.get_job("job").priority)[1], 7)
    tried.works("`update_job`, the etag is the current one", lambda: client.update_job("job", models.BatchJobUpdateOptions(priority=8), etag=client.get_job("job").etag, match_condition=MatchConditions.IfNotModified))
    tried.works("`replace_job` with what `get_job` gave", replace_job, 9)
    tried.works("`begin_disable_job`", lambda: client.begin_disable_job("job", models.BatchJobDisableOptions(disable_tasks="requeue"), **SHORT).result())
    tried.works("`begin_enable_job`", lambda: client.begin_enable_job("job", **SHORT).result())
    tried.works("`get_job_task_counts`", lambda: client.get_job_task_counts("job").task_counts.as_dict(), {"active": 0, "running": 0, "completed": 0, "succeeded": 0, "failed": 0})
    prepared = models.BatchJobCreateOptions(
        id="prepared",
        pool_info=POOL,
        job_preparation_task=models.BatchJobPreparationTask(command_line="/bin/sh -c 'echo prepared'"),
        job_release_task=models.BatchJobReleaseTask(command_line="/bin/true"),
    )
    tried.works("`create_job` with preparation and release", lambda: (client.create_job(prepared), client.create_task("prepared", task("one")), done("prepared")) and None)
    tried.works("`list_job_preparation_and_release_task_status`", lambda: {s.job_preparation_task_execution_info.exit_code for s in client.list_job_preparation_and_release_task_status("prepared")}, {0})
    tried.impossible("`begin_terminate_job` without options", "the client wants options", lambda: client.begin_terminate_job("prepared"), "No value for given attribute")
    tried.works("`begin_terminate_job`", lambda: client.begin_terminate_job("prepared", {"terminateReason": "enough"}, **SHORT).result())
    tried.works("`begin_delete_job`, `force`", lambda: client.begin_delete_job("prepared", force=True, **SHORT).result())
    tried.refused("`get_job` of none", "404 JobNotFound", lambda: client.get_job("none"), said)
    tried.refused("`create_job` once more", "409 JobExists", lambda: client.create_job(models.BatchJobCreateOptions(id="JOB", pool_info=POOL)), said)
    tried.refused("`update_job`, the etag is an old one", "412 ConditionNotMet", lambda: client.update_job("job", models.BatchJobUpdateOptions(priority=1), etag='"0x8D0"', match_condition=MatchConditions.IfNotModified), said)
    tried.refused("`get_job`, `if_modified_since` now", "304 None", lambda: client.get_job("job", if_modified_since=datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=2)), lambda e: f"{e.status_code} {e.error and e.error.code}")


def replace_job():
    job = client.get_job("job")
    job.priority = 9
    client.replace_job("job", job)
    return client.get_job("job").priority


def done(job, count=1):
    return until(lambda: client.get_job_task_counts(job).task_counts, lambda counts: counts.completed == count, 120)


def schedules():
    tried.section("schedules")
    tried.refused("`job_schedule_exists` of none", "404, raised by the client itself", lambda: client.job_schedule_exists("schedule"), unread)
    made = models.BatchJobScheduleCreateOptions(
        id="schedule",
        schedule=models.BatchJobScheduleConfiguration(recurrence_interval=datetime.timedelta(hours=1)),
        job_specification=models.BatchJobSpecification(pool_info=POOL),
    )
    tried.works("`create_job_schedule`", lambda: client.create_job_schedule(made))
    tried.works("`job_schedule_exists`", lambda: client.job_schedule_exists("schedule"), True)
    tried.works("`list_jobs_from_schedule`", lambda: [j.id for j in until(lambda: list(client.list_jobs_from_schedule("schedule")), len)], ["schedule:job-1"])
    tried.works("`get_job_schedule`", lambda: client.get_job_schedule("schedule").execution_info.recent_job.id, "schedule:job-1")
    tried.works("`list_job_schedules`, `filter`", lambda: [s.id for s in client.list_job_schedules(filter="state eq 'active'")], ["schedule"])
    tried.works("`update_job_schedule`", lambda: client.update_job_schedule("schedule", models.BatchJobScheduleUpdateOptions(metadata=[models.BatchMetadataItem(name="a", value="b")])))
    tried.works("`replace_job_schedule` with what `get_job_schedule` gave", lambda: client.replace_job_schedule("schedule", client.get_job_schedule("schedule")))
    tried.works("`disable_job_schedule`", lambda: (client.disable_job_schedule("schedule"), client.get_job_schedule("schedule").state.value)[1], "disabled")
    tried.works("`enable_job_schedule`", lambda: (client.enable_job_schedule("schedule"), client.get_job_schedule("schedule").state.value)[1], "active")
    tried.works("`begin_terminate_job_schedule`", lambda: client.begin_terminate_job_schedule("schedule", force=True, **SHORT).result())
    tried.works("`begin_delete_job_schedule`", lambda: client.begin_delete_job_schedule("schedule", **SHORT).result())
    tried.refused("`get_job_schedule` of none", "404 JobScheduleNotFound", lambda: client.get_job_schedule("none"), said)


def tasks():
    tried.section("tasks")
    output = blobs.create_container("output")
    result = models.OutputFile(
        file_pattern="result.txt",
        destination=models.OutputFileDestination(container=models.OutputFileBlobContainerDestination(container_url=access.container_url("output"))),
        upload_options=models.OutputFileUploadConfiguration(upload_condition="tasksuccess"),
    )
    script = "/bin/sh -c 'echo hello; mkdir deep; printf 0123456789 > deep/digits.txt; echo result > result.txt'"
    tried.works("`create_task` with output files", lambda: client.create_task("job", task("good", script, output_files=[result])))
    others = [
        task("bad", "/bin/sh -c 'exit 3'"),
        task("after", depends_on=models.BatchTaskDependencies(task_ids=["good"])),
        task("long", "/bin/sleep 300", resource_files=[]),
    ]
    tried.works("`create_task_collection`", lambda: statuses(client.create_task_collection("job", models.BatchTaskGroup(task_values=others))), {"success"})
    tried.works("output files in their container", lambda: until(lambda: {b.name for b in output.list_blobs()}, lambda names: names == {"result.txt"}))
    tried.works("`get_task`", lambda: outcome("bad"), (3, "failure"))
    tried.works("`list_tasks`, `filter`, `select`", lambda: [t.as_dict() for t in client.list_tasks("job", filter="executionInfo/exitCode eq 3", select=["id"])], [{"id": "bad"}])
    tried.works("`list_tasks`, `max_results`, by page", lambda: [[t.id for t in page] for page in client.list_tasks("job", max_results=3).by_page()], [["after", "bad", "good"], ["long"]])
    tried.works("`list_subtasks`", lambda: list(client.list_subtasks("job", "good")), [])
    tried.works("`terminate_task`", terminated, "completed")
    tried.works("`reactivate_task`", lambda: (client.reactivate_task("job", "bad"), outcome("bad"))[1], (3, "failure"))
    tried.works("`replace_task` with what `get_task` gave", replace_task, 2)
    tried.works("`delete_task`", lambda: client.delete_task("job", "after"))
    twelve_hundred = [task(f"t{number}") for number in range(1200)]
    tried.works("`create_tasks` of 1,200", lambda: len(create_tasks("many", twelve_hundred)), 1200)
    tried.works("`list_tasks` of 1,200, in pages of 1,000", lambda: [len(list(page)) for page in client.list_tasks("many", select=["id"]).by_page()], [1000, 200])
    padded = [task(f"t{number}", environment_settings=[models.EnvironmentSetting(name="X", value="x" * 20_000)]) for number in range(130)]
    tried.works("`create_tasks` of 130, which are 2.6 MB", lambda: len(create_tasks("large", padded)), 130)
    tried.works("`create_tasks`, `max_concurrency`", lambda: len(create_tasks("wide", twelve_hundred, max_concurrency=4)), 1200)
    for job in ("many", "large", "wide"):
        client.begin_delete_job(job)
    tried.refused("`create_task` once more", "409 TaskExists", lambda: client.create_task("job", task("GOOD")), said)
    tried.refused("`get_task` of none", "404 TaskNotFound", lambda: client.get_task("job", "none"), said)
    tried.refused("`create_task` that depends on tasks of a job without dependencies", "400 UnsupportedProperty", lambda: depends_in_vain(), said)
    tried.refused("`create_task_collection` of 130 tasks", "400 InvalidPropertyValue", lambda: client.create_task_collection("job", models.BatchTaskGroup(task_values=twelve_hundred[:130])), said)
    tried.refused("`create_task_collection` of 2 MB", "413 RequestBodyTooLarge", lambda: client.create_task_collection("job", models.BatchTaskGroup(task_values=padded[:100])), said)


def statuses(created):
    return {result.status.lower() for result in created.result_values}


def outcome(task_id):
    info = until(lambda: client.get_task("job", task_id), lambda t: t.state == "completed").execution_info
    return info.exit_code, info.result.value.lower()


def terminated():
    until(lambda: client.get_task("job", "long"), lambda t: t.state == "running")
    client.terminate_task("job", "long")
    return client.get_task("job", "long").state.value


def replace_task():
    client.create_task("empty", task("waits"))
    found = client.get_task("empty", "waits")
    found.constraints.max_task_retry_count = 2
    client.replace_task("empty", "waits", found)
    return client.get_task("empty", "waits").constraints.max_task_retry_count


def create_tasks(job, added, **options):
    client.create_job(models.BatchJobCreateOptions(id=job, pool_info=models.BatchPoolInfo(pool_id="empty")))
    return client.create_tasks(job, added, **options).result_values


def depends_in_vain():
    client.create_task("empty", task("b", depends_on=models.BatchTaskDependencies(task_ids=["a"])))


def files():
    tried.section("files")
    tried.works("`list_task_files`", lambda: {f.name for f in client.list_task_files("job", "good")}, {"wd", "stdout.txt", "stderr.txt", "fileuploadout.txt", "fileuploaderr.txt"})
    tried.works("`list_task_files`, `recursive`, `filter`", lambda: {f.name for f in client.list_task_files("job", "good", recursive=True, filter="startswith(name, 'wd/deep')")}, {"wd/deep", "wd/deep/digits.txt"})
    tried.works("`download_task_file`", lambda: text(client.download_task_file("job", "good", "stdout.txt")), "hello\n")
    digits = ("job", "good", "wd/deep/digits.txt")
    tried.works("`download_task_file`, `ocp_range`", lambda: text(client.download_task_file(*digits, ocp_range="bytes=2-4")), "234")
    tried.works("`get_task_file_properties`", lambda: client.get_task_file_properties(*digits).content_length, 10)
    node = client.get_task("job", "good").node_info.node_id
    on_node = ("pool", node, "workitems/job/job-1/good/wd/deep/digits.txt")
    tried.works("`list_node_files`", lambda: {"shared", "startup", "workitems"} <= {f.name for f in client.list_node_files("pool", node)}, True)
    tried.works("`download_node_file`, `ocp_range`", lambda: text(client.download_node_file(*on_node, ocp_range="bytes=8-")), "89")
    tried.works("`get_node_file_properties`", lambda: client.get_node_file_properties(*on_node).is_directory, False)
    tried.works("`delete_task_file`", lambda: client.delete_task_file("job", "good", "wd/result.txt"))
    tried.works("`delete_node_file`, `recursive`", lambda: client.delete_node_file("pool", node, "workitems/job/job-1/good/wd/deep", recursive=True))
    tried.refused("`download_task_file` that is deleted", "404, raised by the client itself", lambda: client.download_task_file(*digits), unread)
    tried.refused("`download_task_file` past its end", "416", lambda: client.download_task_file("job", "good", "stdout.txt", ocp_range="bytes=100-200"), unread)


def account():
    tried.section("account")
    tried.works("`list_applications`", lambda: list(client.list_applications()), [])
    tried.refused("`get_application` of none", "404 ApplicationNotFound", lambda: client.get_application("none"), said)
    stranger = BatchClient(fake["batchEndpoint"], AzureNamedKeyCredential(fake["account"], "YW5vdGhlciBrZXk="), retry_total=0)
    tried.refused("another key", "403 AuthenticationFailed", lambda: list(stranger.list_pools()), said)
    stranger = BatchClient(fake["batchEndpoint"], Token("another"), retry_total=0)
    if way == "token":
        tried.refused("another token", "403 AuthenticationFailed", lambda: list(stranger.list_pools()), said)
    if way == "key":
        tried.impossible("a token over http", "the client wants https", lambda: list(Access(fake, "token").batch().list_pools()), "not permitted for non-TLS")
    old = access.batch(api_version="2019-08-01.10.0")
    tried.refused("an API version that is gone", "400 UnsupportedRequestVersion", lambda: old.get_pool("pool"), said)


pools()
nodes()
jobs()
schedules()
client.create_pool(pool("empty", target_dedicated_nodes=0))
client.create_job(models.BatchJobCreateOptions(id="empty", pool_info=models.BatchPoolInfo(pool_id="empty")))
tasks()
files()
account()
tried.save(kept)
