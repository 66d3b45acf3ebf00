"""The nine steps of the Batch tutorial with `az` only: az_nine_steps.py KEPT COLUMN key|token OUTPUTS.

The outputs are left in the folder OUTPUTS. The program of the tasks is top_words.py beside this file.
"""

import json
import os
import sys
import time
from pathlib import Path

from azure_cli import az, by_key, by_token
from fake import until
from tried import Tried
from words import NODES, PROGRAM, TEXTS, command, same_as_counter

kept, column, way, outputs = sys.argv[1:]
fake = json.loads(os.environ["FAKE"])
if way == "key":
    by_key(fake)
    SIGNED = STORAGE = ""
else:
    by_token(fake)
    STORAGE = f" --blob-endpoint {fake['blobEndpoint']}"
    SIGNED = " --as-user" + STORAGE
EXPIRY = time.strftime("%Y-%m-%dT%H:%MZ", time.gmtime(time.time() + 7200))
tried = Tried(column)


def make_containers():
    for name in ("application", "input", "output"):
        az(f"storage container create -n {name}{STORAGE}")


def upload():
    for container, file in [("application", PROGRAM)] + [("input", text) for text in TEXTS]:
        az(f"storage blob upload -c {container} -n {file.name} -f {file}{STORAGE}")


def resource(container, name):
    url = az(f"storage blob generate-sas -c {container} -n {name} --permissions r --expiry {EXPIRY} --full-uri{SIGNED}")
    return {"httpUrl": url, "filePath": name}


def from_json(line, document):
    Path("body.json").write_text(json.dumps(document))
    az(f"{line} --json-file body.json")


def make_pool():
    machine = {
        "imageReference": {"publisher": "canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts"},
        "nodeAgentSKUId": "batch.node.ubuntu 22.04",
    }
    start = {
        "commandLine": f"/bin/sh -c 'cp {PROGRAM.name} $AZ_BATCH_NODE_SHARED_DIR'",
        "resourceFiles": [resource("application", PROGRAM.name)],
        "waitForSuccess": True,
    }
    pool = {"id": "words", "vmSize": "STANDARD_D2S_V3", "virtualMachineConfiguration": machine, "targetDedicatedNodes": NODES}
    from_json("batch pool create", pool | {"startTask": start})


def add_tasks():
    sas = az(f"storage container generate-sas -n output --permissions rcwl --expiry {EXPIRY}{SIGNED}")
    url = az(f"storage blob url -c output -n x{STORAGE}").removesuffix("/x")
    into = {
        "filePattern": "*_OUTPUT.txt",
        "destination": {"container": {"containerUrl": f"{url}?{sas}"}},
        "uploadOptions": {"uploadCondition": "taskcompletion"},
    }
    tasks = [
        {"id": text.stem, "commandLine": command(text), "resourceFiles": [resource("input", text.name)], "outputFiles": [into]}
        for text in TEXTS
    ]
    from_json("batch task create --job-id count", tasks)


def wait():
    counts = "batch job task-counts show --job-id count"
    return until(lambda: az(counts)["taskCounts"], lambda found: found["completed"] == len(TEXTS), 120)["succeeded"]


def download():
    """Compares each output with a Counter of its text."""
    Path(outputs).mkdir(parents=True, exist_ok=True)
    az(f"storage blob download-batch -s output -d {outputs}{STORAGE}")
    same_as_counter(Path(outputs))


def delete_containers():
    for name in ("application", "input", "output"):
        az(f"storage container delete -n {name}{STORAGE}")


def delete_job_and_pool():
    az("batch job delete --job-id count --yes")
    az("batch pool delete --pool-id words --yes")
    until(lambda: az("batch pool list"), lambda left: not left)


tried.section("nine steps")
tried.works("1 containers", make_containers)
tried.works("2 program and texts uploaded", upload)
tried.works("3 a pool with a start task", make_pool)
tried.works("4 a job", lambda: az("batch job create --id count --pool-id words") and None)
tried.works("5 a task a text", add_tasks)
tried.works("6 all succeed", wait, len(TEXTS))
tried.works("7 the outputs are those of a `Counter`", download)
tried.works("8 containers deleted", delete_containers)
tried.works("9 job and pool deleted", delete_job_and_pool)
tried.save(kept)
