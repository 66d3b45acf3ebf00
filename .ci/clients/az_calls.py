"""The commands of `az batch` and `az storage` as a person types them: az_calls.py KEPT COLUMN."""

import itertools
import json
import os
import re
import shlex
import sys
import time
from pathlib import Path

from azure_cli import az, by_key
from fake import until
from tried import Tried

kept, column = sys.argv[1:]
fake = json.loads(os.environ["FAKE"])
by_key(fake)
tried = Tried(column)
OLD = column.startswith("2.45")


def named(line):
    """The command with its options' names and without their values."""
    words = shlex.split(line)
    command = list(itertools.takewhile(lambda word: not word.startswith("-"), words))
    return f"`{' '.join(command + [word for word in words if word.startswith('-')])}`"


def code_of(failure):
    """The service's code in what az says; where it says the words only, the code that has them."""
    found = re.search(r"^exit code \d: \((\w+)\)|ErrorCode:(\w+)", str(failure))
    by_words = next((code for words, code in WORDS.items() if words in str(failure)), str(failure))
    return next(filter(None, found.groups())) if found else by_words


WORDS = {
    "The specified pool does not exist.": "PoolNotFound",
    "The specified pool already exists.": "PoolExists",
    "The value provided for one of the properties in the request body is invalid.": "InvalidPropertyValue",
    "The specified node does not exist.": "NodeNotFound",
    "The specified job does not exist.": "JobNotFound",
    "The specified job already exists.": "JobExists",
    "The specified task does not exist.": "TaskNotFound",
    "The specified task already exists.": "TaskExists",
    "The specified job schedule does not exist.": "JobScheduleNotFound",
    "The specified application does not exist.": "ApplicationNotFound",
}


def works(line, holds=lambda answer: True):
    """The command's exit code is 0 and its answer will do."""

    def attempt():
        answer = az(line)
        assert holds(answer), answer

    tried.works(named(line), attempt)


def refused(line, code):
    tried.refused(f"{named(line)}{' of none' if 'none' in line else ''}", code, lambda: az(line), code_of)


def shown_by_old(line):
    if OLD:
        works(line)
    else:
        tried.impossible(named(line), "`az` cannot show what it gets, whatever that is", lambda: az(line), "has no attribute 'items'")


def file(name, content):
    Path(name).write_text(content if isinstance(content, str) else json.dumps(content))
    return name


MACHINE = {
    "imageReference": {"publisher": "canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts"},
    "nodeAgentSKUId": "batch.node.ubuntu 22.04",
}
IMAGE = "--vm-size Standard_D2s_v3 --image canonical:0001-com-ubuntu-server-jammy:22_04-lts --node-agent-sku-id 'batch.node.ubuntu 22.04'"


def steady(pool="pool"):
    until(lambda: az(f"batch pool show --pool-id {pool}"), lambda found: found["allocationState"] == "steady")


def idle():
    return until(lambda: az("batch node list --pool-id pool"), lambda nodes: nodes and {node["state"] for node in nodes} == {"idle"})


def pools():
    tried.section("`az batch pool`")
    works("batch pool supported-images list", lambda images: any((image.get("nodeAgentSKUId") or image.get("nodeAgentSkuId")) == "batch.node.ubuntu 22.04" for image in images))
    works(f"batch pool create --id pool {IMAGE} --target-dedicated-nodes 2 --start-task-command-line '/bin/true' --metadata a=b")
    file("pool.json", {"id": "other", "vmSize": "Standard_D2s_v3", "virtualMachineConfiguration": MACHINE, "taskSlotsPerNode": 2})
    works("batch pool create --json-file pool.json")
    steady()
    works("batch pool show --pool-id pool", lambda pool: pool["currentDedicatedNodes"] == 2 and pool["metadata"] == [{"name": "a", "value": "b"}])
    works("batch pool show --pool-id pool --select id,state", lambda pool: pool["state"] == "active")
    works("batch pool list", lambda found: {pool["id"] for pool in found} == {"pool", "other"})
    works("batch pool list --filter \"startswith(id, 'oth')\" --query [].id -o tsv", lambda text: text == "other\n")
    works("batch pool list -o table", lambda text: "standard_d2s_v3" in text)
    works("batch pool node-counts list", lambda counts: len(counts) == 2)
    works("batch pool set --pool-id other --metadata c=d")
    works("batch pool reset --pool-id other --metadata e=f", lambda pool: pool["metadata"] == [{"name": "e", "value": "f"}])
    works("batch pool resize --pool-id pool --target-dedicated-nodes 3")
    steady()
    works("batch pool resize --pool-id other --target-dedicated-nodes 20 --target-low-priority-nodes 1")
    works("batch pool resize --pool-id other --abort")
    steady("other")
    works("batch pool autoscale enable --pool-id other --auto-scale-formula $TargetDedicatedNodes=0 --auto-scale-evaluation-interval PT5M")
    works("batch pool autoscale evaluate --pool-id other --auto-scale-formula $TargetDedicatedNodes=1", lambda run: "$TargetDedicatedNodes=1" in run["results"])
    steady("other")
    works("batch pool autoscale disable --pool-id other")
    works("batch pool usage-metrics list", lambda metrics: metrics == [])
    works("batch pool delete --pool-id other --yes")
    refused("batch pool show --pool-id none", "PoolNotFound")
    refused(f"batch pool create --id POOL {IMAGE}", "PoolExists")
    refused("batch pool create --id odd --vm-size huge --image a:b:c --node-agent-sku-id 'batch.node.ubuntu 22.04'", "InvalidPropertyValue")


def nodes():
    tried.section("`az batch node`")
    node = idle()[0]["id"]
    where = f"--pool-id pool --node-id {node}"
    works("batch node list --pool-id pool --filter \"state eq 'idle'\" --select id", lambda nodes: len(nodes) == 3)
    works(f"batch node show {where}", lambda found: found["state"] == "idle")
    works(f"batch node user create {where} --name ann --password 'Tr0ub4dor&3x' --is-admin")
    works(f"batch node user reset {where} --user-name ann --password 'Another1&more'")
    works(f"batch node user delete {where} --user-name ann --yes")
    works(f"batch node remote-login-settings show {where}", lambda settings: settings["remoteLoginPort"] > 0)
    works(f"batch node scheduling disable {where}")
    works(f"batch node scheduling enable {where}")
    works(f"batch node reboot {where}")
    idle()
    works(f"batch node delete --pool-id pool --node-list {node}")
    steady()
    refused("batch node show --pool-id pool --node-id none", "NodeNotFound")


def jobs():
    tried.section("`az batch job`")
    works("batch job create --id job --pool-id pool --priority 5 --job-max-wall-clock-time PT1H --uses-task-dependencies")
    file("job.json", {"id": "other", "poolInfo": {"poolId": "pool"}, "jobPreparationTask": {"commandLine": "/bin/true"}})
    works("batch job create --json-file job.json")
    works("batch job show --job-id job", lambda job: job["priority"] == 5 and job["state"] == "active")
    works("batch job list --filter \"state eq 'active'\" --query [].id -o tsv", lambda text: text == "job\nother\n")
    works("batch job list -o table", lambda text: "other" in text)
    works("batch job set --job-id job --priority 7 --metadata a=b")
    works("batch job show --job-id job --query priority", lambda priority: priority == 7)
    works("batch job reset --job-id other --pool-id pool --priority 3")
    disable = "batch job disable --job-id other --disable-tasks requeue"
    if OLD:
        tried.impossible(named(disable), "this `az` allows no value", lambda: az(disable), "Allowed values: .")
    else:
        works(disable)
        until(lambda: az("batch job show --job-id other"), lambda job: job["state"] == "disabled")
        works("batch job enable --job-id other")
    works("batch job task-counts show --job-id other", lambda counts: counts["taskCounts"]["completed"] == 0)
    works("batch job prep-release-status list --job-id other", lambda statuses: statuses == [])
    works("batch job stop --job-id other --terminate-reason enough")
    works("batch job delete --job-id other --yes")
    refused("batch job show --job-id none", "JobNotFound")
    refused("batch job create --id JOB --pool-id pool", "JobExists")


def tasks():
    tried.section("`az batch task`")
    works("batch task create --job-id job --task-id good --command-line \"/bin/sh -c 'echo hello; echo $NAME > name.txt'\" --environment-settings NAME=ann", lambda task: task["id"] == "good")
    file("tasks.json", [{"id": f"t{number}", "commandLine": "/bin/true"} for number in range(250)])
    works("batch task create --job-id job --json-file tasks.json", lambda added: len(added) == 250)
    works("batch task create --job-id job --task-id long --command-line '/bin/sleep 300' --max-wall-clock-time PT5M --max-task-retry-count 1")
    until(lambda: az("batch task show --job-id job --task-id good"), lambda task: task["state"] == "completed")
    works("batch task show --job-id job --task-id good --query executionInfo.exitCode", lambda code: code == 0)
    works("batch task list --job-id job --filter \"startswith(id, 't')\" --select id --query 'length(@)'", lambda length: length == 250)
    works("batch task list --job-id job -o table", lambda text: "good" in text)
    works("batch task subtask list --job-id job --task-id good")
    works("batch task stop --job-id job --task-id long")
    works("batch task reactivate --job-id job --task-id long")
    works("batch task reset --job-id job --task-id long --max-task-retry-count 2")
    works("batch task delete --job-id job --task-id long --yes")
    works(f"batch task file list --job-id job --task-id good --recursive{' true' if OLD else ''}", lambda files: "wd/name.txt" in {found["name"] for found in files})
    shown_by_old("batch task file show --job-id job --task-id good --file-path stdout.txt")
    works("batch task file download --job-id job --task-id good --file-path stdout.txt --destination ./out.txt", lambda _: Path("out.txt").read_text() == "hello\n")
    works("batch task file download --job-id job --task-id good --file-path stdout.txt --destination ./part.txt --start-range 1 --end-range 2", lambda _: Path("part.txt").read_text() == "el")
    node = az("batch task show --job-id job --task-id good")["nodeInfo"]["nodeId"]
    where = f"--pool-id pool --node-id {node}"
    works(f"batch node file list {where}", lambda files: "shared" in {found["name"] for found in files})
    path = "workitems/job/job-1/good/wd/name.txt"
    shown_by_old(f"batch node file show {where} --file-path {path}")
    works(f"batch node file download {where} --file-path {path} --destination ./name.txt", lambda _: Path("name.txt").read_text() == "ann\n")
    works(f"batch node file delete {where} --file-path {path} --yes")
    works("batch task file delete --job-id job --task-id good --file-path stderr.txt --yes")
    refused("batch task show --job-id job --task-id none", "TaskNotFound")
    refused("batch task create --job-id job --task-id GOOD --command-line /bin/true", "TaskExists")


def schedules():
    tried.section("`az batch job-schedule`")
    works("batch job-schedule create --id schedule --pool-id pool --recurrence-interval PT1H")
    works("batch job-schedule show --job-schedule-id schedule", lambda schedule: schedule["schedule"]["recurrenceInterval"] in ("PT1H", "1:00:00"))
    works("batch job-schedule list --query [].id -o tsv", lambda text: text == "schedule\n")
    until(lambda: az("batch job list --job-schedule-id schedule"), len)
    works("batch job list --job-schedule-id schedule", lambda jobs: jobs[0]["id"] == "schedule:job-1")
    works("batch job-schedule set --job-schedule-id schedule --metadata a=b")
    works("batch job-schedule reset --job-schedule-id schedule --pool-id pool --recurrence-interval PT2H")
    works("batch job-schedule disable --job-schedule-id schedule")
    works("batch job-schedule enable --job-schedule-id schedule")
    works("batch job-schedule stop --job-schedule-id schedule")
    works("batch job-schedule delete --job-schedule-id schedule --yes")
    refused("batch job-schedule show --job-schedule-id none", "JobScheduleNotFound")


def applications():
    tried.section("`az batch application`, `account`")
    works("batch application summary list", lambda found: found == [])
    refused("batch application summary show --application-id none", "ApplicationNotFound")
    login = "`az login`, which `.ci/checks/management` tries"
    tried.impossible("`batch application list`", f"it needs {login}", lambda: az("batch application list -g group -n account"), "az login")
    tried.impossible("`batch account login`", f"it needs {login}", lambda: az("batch account login -g group -n account"), "az login")


def storage():
    tried.section("`az storage container`")
    works("storage container create -n texts", lambda made: made["created"])
    works("storage container exists -n texts", lambda found: found["exists"])
    works("storage container list --query [].name -o tsv", lambda text: text == "texts\n")
    works("storage container show -n texts", lambda found: found["name"] == "texts")
    works("storage container metadata update -n texts --metadata a=b")
    works("storage container metadata show -n texts", lambda found: found == {"a": "b"})
    expiry = time.strftime("%Y-%m-%dT%H:%MZ", time.gmtime(time.time() + 7200))
    works(f"storage container generate-sas -n texts --permissions racwdl --expiry {expiry}", lambda sas: "sig=" in sas)
    works(f"storage container policy create -c texts -n reader --permissions r --expiry {expiry}")
    works("storage container policy list -c texts", lambda policies: list(policies) == ["reader"])
    works("storage container policy delete -c texts -n reader")
    works("storage container lease acquire -c texts --lease-duration 15")
    works("storage container lease break -c texts --lease-break-period 0")
    refused("storage container show -n none", "ContainerNotFound")
    tried.section("`az storage blob`")
    file("a.txt", "hello\n")
    Path("many/deep").mkdir(parents=True)
    file("many/1.txt", "one")
    file("many/deep/2.txt", "two")
    Path("large.bin").write_bytes(os.urandom(70_000_000))
    works("storage blob upload -f a.txt -c texts -n a.txt")
    works("storage blob upload -f a.txt -c texts -n a.txt --overwrite --content-type text/plain --tags x=y")
    works("storage blob upload -f large.bin -c texts -n large.bin --max-connections 4")
    works("storage blob upload-batch -s many -d texts --destination-path up", lambda uploaded: len(uploaded) == 2)
    works("storage blob list -c texts --query [].name -o tsv", lambda text: text.split() == ["a.txt", "large.bin", "up/1.txt", "up/deep/2.txt"])
    works("storage blob list -c texts --prefix up/ --delimiter / -o table", lambda text: "up/1.txt" in text)
    works("storage blob list -c texts --num-results 1", lambda blobs: len([b for b in blobs if "name" in b]) == 1)
    works("storage blob exists -c texts -n a.txt", lambda found: found["exists"])
    works("storage blob show -c texts -n a.txt", lambda blob: blob["properties"]["contentLength"] == 6)
    works("storage blob url -c texts -n a.txt", lambda url: url.startswith(fake["blobEndpoint"]))
    works("storage blob download -c texts -n a.txt -f got.txt", lambda _: Path("got.txt").read_text() == "hello\n")
    works("storage blob download -c texts -n large.bin -f got.bin", lambda _: Path("got.bin").read_bytes() == Path("large.bin").read_bytes())
    Path("got").mkdir()
    works("storage blob download-batch -s texts -d got --pattern up/*", lambda _: Path("got/up/deep/2.txt").read_text() == "two")
    works("storage blob metadata update -c texts -n a.txt --metadata a=b")
    works("storage blob metadata show -c texts -n a.txt", lambda found: found == {"a": "b"})
    works("storage blob update -c texts -n a.txt --content-type text/csv")
    works("storage blob set-tier -c texts -n a.txt --tier Cool")
    works("storage blob snapshot -c texts -n a.txt")
    works(f"storage blob generate-sas -c texts -n a.txt --permissions r --expiry {expiry} --full-uri", lambda uri: "sig=" in uri)
    works("storage blob copy start --destination-container texts --destination-blob b.txt --source-container texts --source-blob a.txt")
    works("storage blob lease acquire -c texts -b b.txt --lease-duration 15")
    works("storage blob lease break -c texts -b b.txt --lease-break-period 0")
    refused("storage blob upload -f a.txt -c texts -n b.txt", "BlobAlreadyExists")
    refused("storage blob show -c texts -n none", "BlobNotFound")
    refused("storage blob upload -f a.txt -c none -n a.txt", "ContainerNotFound")
    works("storage blob delete -c texts -n a.txt --delete-snapshots include")
    works("storage blob delete-batch -s texts --pattern up/*")
    works("storage container delete -n texts")



storage()
pools()
nodes()
jobs()
tasks()
schedules()
applications()
tried.save(kept)
