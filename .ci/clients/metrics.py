"""What Prometheus' own parser reads of the server's metrics, once azure-batch 15 has made each of them count: metrics.py KEPT COLUMN."""

import json
import os
import sys
import urllib.request

from access import Access
from azure.batch import models
from fake import until
from prometheus_client.parser import text_string_to_metric_families
from tried import Tried

kept, column = sys.argv[1:]
fake = json.loads(os.environ["FAKE"])
IMAGE = models.BatchVmImageReference(publisher="canonical", offer="0001-com-ubuntu-server-jammy", sku="22_04-lts")
MACHINE = models.VirtualMachineConfiguration(image_reference=IMAGE, node_agent_sku_id="batch.node.ubuntu 22.04")
SHORT = {"polling_interval": 0.1}

# All of https://learn.microsoft.com/azure/azure-monitor/reference/supported-metrics/microsoft-batch-batchaccounts-metrics (July 2026) but
# ApiCount and ApiDuration, with their dimensions.
GAUGES = {
    *("CoreCount", "TotalNodeCount", "LowPriorityCoreCount", "TotalLowPriorityNodeCount", "CreatingNodeCount", "StartingNodeCount"),
    *("WaitingForStartTaskNodeCount", "StartTaskFailedNodeCount", "IdleNodeCount", "OfflineNodeCount", "RebootingNodeCount"),
    *("ReimagingNodeCount", "RunningNodeCount", "LeavingPoolNodeCount", "UnusableNodeCount", "PreemptedNodeCount", "UnknownStateNodeCount"),
}
OF_POOLS = {"PoolCreateEvent", "PoolResizeStartEvent", "PoolResizeCompleteEvent", "PoolDeleteStartEvent", "PoolDeleteCompleteEvent"}
OF_JOBS = {
    *("JobStartEvent", "JobDisableStartEvent", "JobDisableCompleteEvent", "JobTerminateStartEvent", "JobTerminateCompleteEvent"),
    *("JobDeleteStartEvent", "JobDeleteCompleteEvent"),
}
OF_TASKS = {"TaskStartEvent", "TaskCompleteEvent", "TaskFailEvent", "TaskRequeueEvent", "TaskScheduleFailEvent"}

client = Access(fake, "key").batch()
tried = Tried(column)


def scrape():
    """The families by their names; it is asked for as a Prometheus server does, which likes OpenMetrics best."""
    likes = "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.2"
    request = urllib.request.Request(f"{fake['batchEndpoint']}/__batchbench/metrics", headers={"Accept": likes})
    with urllib.request.urlopen(request) as answer:
        if answer.headers["Content-Type"] != "text/plain; version=0.0.4; charset=utf-8":
            raise AssertionError(answer.headers["Content-Type"])
        families = list(text_string_to_metric_families(answer.read().decode()))
    if len({family.name for family in families}) != len(families):
        raise AssertionError("a family is there twice")
    return {family.name: family for family in families}


def value(name, labels):
    """What a sample says, None where it is not there."""
    family = scrape().get(name)
    found = [sample.value for sample in family.samples if sample.labels == {"account": fake["account"], **labels}] if family else []
    return found[0] if found else None


def counts(name, expected, **labels):
    tried.works(f"`{name}`", lambda: until(lambda: value(name, labels), lambda number: number == expected, 30), expected)


def pool(pool_id, dedicated, spot=0, **options):
    client.create_pool(
        models.BatchPoolCreateOptions(
            id=pool_id,
            vm_size="STANDARD_D2S_V3",
            virtual_machine_configuration=MACHINE,
            target_dedicated_nodes=dedicated,
            target_low_priority_nodes=spot,
            **options,
        )
    )


def job(job_id, pool_id, command, task="task", **options):
    client.create_job(models.BatchJobCreateOptions(id=job_id, pool_info=models.BatchPoolInfo(pool_id=pool_id), **options))
    client.create_task(job_id, models.BatchTaskCreateOptions(id=task, command_line=command))


def nodes():
    tried.section("nodes there are")
    pool("pool", 2, 1)
    counts("IdleNodeCount", 3)
    counts("TotalNodeCount", 2)
    counts("CoreCount", 4)
    counts("TotalLowPriorityNodeCount", 1)
    counts("LowPriorityCoreCount", 2)
    pool("unfit", 1, start_task=models.BatchStartTask(command_line="/bin/false", wait_for_success=True))
    counts("StartTaskFailedNodeCount", 1)
    job("long", "pool", "/bin/sleep 600")
    counts("RunningNodeCount", 1)
    idle = next(node.id for node in client.list_nodes("pool") if node.state == "idle")
    client.disable_node_scheduling("pool", idle, {"nodeDisableSchedulingOption": "requeue"})
    counts("OfflineNodeCount", 1)
    client.enable_node_scheduling("pool", idle)


def jobs():
    tried.section("events of jobs and tasks")
    job("bad", "pool", "/bin/false")
    for name in ("TaskStartEvent", "TaskCompleteEvent", "TaskFailEvent"):
        counts(name, 1, poolId="pool", jobId="bad")
    counts("JobStartEvent", 1, jobId="bad")
    client.begin_disable_job("long", models.BatchJobDisableOptions(disable_tasks="requeue"), **SHORT).result()
    counts("TaskRequeueEvent", 1, poolId="pool", jobId="long")
    for name in ("JobDisableStartEvent", "JobDisableCompleteEvent"):
        counts(name, 1, jobId="long")
    client.begin_terminate_job("bad", {"terminateReason": "enough"}, **SHORT).result()
    for name in ("JobTerminateStartEvent", "JobTerminateCompleteEvent"):
        counts(name, 1, jobId="bad")
    client.begin_delete_job("bad", **SHORT).result()
    for name in ("JobDeleteStartEvent", "JobDeleteCompleteEvent"):
        counts(name, 1, jobId="bad")
    prepare = models.BatchJobPreparationTask(command_line="/bin/false")
    pool("single", 1)
    job("unprepared", "single", "/bin/true", job_preparation_task=prepare)
    counts("TaskScheduleFailEvent", 1, poolId="single", jobId="unprepared")


def pools():
    tried.section("events of pools")
    client.begin_delete_pool("unfit", **SHORT).result()
    counts("PoolCreateEvent", 1, poolId="unfit")
    # To delete it is a resize, too.
    for name in ("PoolResizeStartEvent", "PoolResizeCompleteEvent"):
        counts(name, 2, poolId="unfit")
    for name in ("PoolDeleteStartEvent", "PoolDeleteCompleteEvent"):
        counts(name, 1, poolId="unfit")


def families():
    tried.section("all")
    found = scrape()
    types = {name: "gauge" for name in GAUGES} | {name: "counter" for name in OF_POOLS | OF_JOBS | OF_TASKS}
    tried.works("names, types", lambda: {name: family.type for name, family in found.items()}, types)
    tried.works("help", lambda: {name for name, family in found.items() if name not in family.documentation}, set())
    labels = {name: {"account"} for name in GAUGES} | {name: {"account", "poolId"} for name in OF_POOLS}
    labels |= {name: {"account", "jobId"} for name in OF_JOBS} | {name: {"account", "poolId", "jobId"} for name in OF_TASKS}
    each = [(name, sample) for name, family in found.items() for sample in family.samples]
    tried.works("labels", lambda: [sample for name, sample in each if set(sample.labels) != labels[name]], [])
    ends = {"gauge": "", "counter": "_total"}
    tried.works("names of samples", lambda: [sample for name, sample in each if sample.name != name + ends[types[name]]], [])


nodes()
jobs()
pools()
families()
tried.save(kept)
