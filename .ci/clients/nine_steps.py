"""The nine steps of the Batch tutorial with azure-batch 15 and azure-storage-blob: nine_steps.py KEPT COLUMN key|token OUTPUTS.

The outputs are left in the folder OUTPUTS. The program of the tasks is top_words.py beside this file.
"""

import json
import os
import sys
from pathlib import Path

from access import Access
from azure.batch import models
from fake import until
from tried import Tried
from words import NODES, PROGRAM, TEXTS, command, same_as_counter

kept, column, way, outputs = sys.argv[1:]
MACHINE = models.VirtualMachineConfiguration(
    image_reference=models.BatchVmImageReference(publisher="canonical", offer="0001-com-ubuntu-server-jammy", sku="22_04-lts"),
    node_agent_sku_id="batch.node.ubuntu 22.04",
)

access = Access(json.loads(os.environ["FAKE"]), way)
batch = access.batch()
blobs = access.blobs()
tried = Tried(column)


def make_containers():
    for name in ("application", "input", "output"):
        blobs.create_container(name)


def upload():
    """A resource file for each."""
    for container, file in [("application", PROGRAM)] + [("input", text) for text in TEXTS]:
        with file.open("rb") as content:
            blobs.get_blob_client(container, file.name).upload_blob(content)


def resource(container, name):
    return models.ResourceFile(http_url=access.blob_url(container, name), file_path=name)


def make_pool():
    batch.create_pool(
        models.BatchPoolCreateOptions(
            id="words",
            vm_size="STANDARD_D2S_V3",
            virtual_machine_configuration=MACHINE,
            target_dedicated_nodes=NODES,
            start_task=models.BatchStartTask(
                command_line=f"/bin/sh -c 'cp {PROGRAM.name} $AZ_BATCH_NODE_SHARED_DIR'",
                resource_files=[resource("application", PROGRAM.name)],
                wait_for_success=True,
            ),
        )
    )


def make_job():
    batch.create_job(models.BatchJobCreateOptions(id="count", pool_info=models.BatchPoolInfo(pool_id="words")))


def add_tasks():
    into = models.OutputFileBlobContainerDestination(container_url=access.container_url("output"))
    batch.create_tasks(
        "count",
        [
            models.BatchTaskCreateOptions(
                id=text.stem,
                command_line=command(text),
                resource_files=[resource("input", text.name)],
                output_files=[
                    models.OutputFile(
                        file_pattern="*_OUTPUT.txt",
                        destination=models.OutputFileDestination(container=into),
                        upload_options=models.OutputFileUploadConfiguration(upload_condition="taskcompletion"),
                    )
                ],
            )
            for text in TEXTS
        ],
    )


def wait():
    """Until each task has completed, and has succeeded."""
    counts = until(lambda: batch.get_job_task_counts("count").task_counts, lambda found: found.completed == len(TEXTS), 120)
    if counts.failed:
        for task in batch.list_tasks("count"):
            print(task.id, task.execution_info.failure_info, b"".join(batch.download_task_file("count", task.id, "stderr.txt")).decode())
    return counts.succeeded


def download():
    """Compares each output with a Counter of its text."""
    Path(outputs).mkdir(parents=True, exist_ok=True)
    for blob in blobs.get_container_client("output").list_blobs():
        Path(outputs, blob.name).write_bytes(blobs.get_blob_client("output", blob.name).download_blob().readall())
    same_as_counter(Path(outputs))


def delete_containers():
    for name in ("application", "input", "output"):
        blobs.delete_container(name)


def delete_job_and_pool():
    batch.begin_delete_job("count", polling_interval=0.1).wait()
    batch.begin_delete_pool("words", polling_interval=0.1).wait()
    until(lambda: list(batch.list_pools()), lambda left: not left)


tried.section("nine steps")
tried.works("1 containers", make_containers)
tried.works("2 program and texts uploaded", upload)
tried.works("3 a pool with a start task", make_pool)
tried.works("4 a job", make_job)
tried.works("5 a task a text", add_tasks)
tried.works("6 all succeed", wait, len(TEXTS))
tried.works("7 the outputs are those of a `Counter`", download)
tried.works("8 containers deleted", delete_containers)
tried.works("9 job and pool deleted", delete_job_and_pool)
tried.save(kept)
