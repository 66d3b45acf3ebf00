"""A workflow of three rules with Snakemake on Azure Batch, by its own plugins, which can be told no address: they go to the cloud's own names.

All of it is where there is no way out, with a hosts file of its own, so that these names lead to `serve --cloud-port 443`. Tasks
run in Podman's containers, which see this machine's programs and the environment that Snakemake itself is in.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from fake import served
from isolated import isolate, own_hosts, way_out
from run import HERE, Clients

sys.path.insert(0, str(HERE.parent / "containers"))
from engine import Engine  # noqa: E402: it is in the folder of another check

STORAGE_PLUGIN = "snakemake-storage-plugin-azure==0.4.4"
PACKAGES = ("snakemake==9.27.1", "snakemake-executor-plugin-azure-batch==0.3.0", STORAGE_PLUGIN)
PATIENCE_SECONDS = 1200
IMAGE = "localhost/snakemake:1"
MACHINE = ("/usr", "/lib", "/lib64", "/bin", "/etc")
PROGRAMS = "/usr/local/bin:/usr/bin:/bin"
WORKFLOW = """\
rule all:
    input: "total.txt"
rule numbers:
    output: "numbers.txt"
    shell: "seq 1 100 > {output}"
rule squares:
    input: "numbers.txt"
    output: "squares.txt"
    shell: "awk '{{ print $1 * $1 }}' {input} > {output}"
rule total:
    input: "squares.txt"
    output: "total.txt"
    shell: "awk '{{ sum += $1 }} END {{ print sum }}' {input} > {output}"
"""

# Without the 40 seconds that the plugin waits before it asks for the first time.
SNAKEMAKE = """\
import dataclasses, sys
import snakemake_executor_plugin_azure_batch as plugin
plugin.common_settings = dataclasses.replace(plugin.common_settings, init_seconds_before_status_checks=0)
from snakemake.cli import main
main(sys.argv[1:])
"""


def environment(line, folder, python):
    """What tasks need, too, and what only Snakemake itself does."""
    bundle = Path(shutil.copy(line["caBundle"], folder / "bundle.pem"))
    for_tasks = {
        "REQUESTS_CA_BUNDLE": str(bundle),
        "AZURE_TENANT_ID": line["tenantId"],
        "AZURE_CLIENT_ID": line["clientId"],
        "AZURE_CLIENT_SECRET": line["clientSecret"],
        "AZURE_POD_IDENTITY_AUTHORITY_HOST": line["metadataEndpoint"],
    }
    # There is no az on this path, which its credentials would ask first.
    own = {"PATH": f"{python.parent}:{folder / 'programs'}", "FAKE": json.dumps(line), "PYTHONWARNINGS": "ignore"}
    return for_tasks, os.environ | for_tasks | own


def snakemake(line, folder, python):
    for_tasks, known = environment(line, folder, python)
    workflow = folder / "workflow"
    workflow.mkdir()
    (workflow / "Snakefile").write_text(WORKFLOW)
    account = next(name for name in line["hosts"].split() if name.endswith(".batch.azure.com"))
    identity = f"/subscriptions/{line['subscriptionId']}/resourceGroups/{line['resourceGroup']}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/nodes"
    subprocess.run([python, HERE / "snakemake_calls.py", "before"], env=known, check=True)
    command = [python, "-c", SNAKEMAKE, "--executor", "azure-batch", "--jobs", "1", "--seconds-between-status-checks", "1"]
    command += ["--default-storage-provider", "azure", "--default-storage-prefix", "az://work"]
    command += ["--storage-azure-account-name", line["storageAccount"], "--azure-batch-account-url", f"https://{account}"]
    command += ["--azure-batch-subscription-id", line["subscriptionId"], "--azure-batch-resource-group-name", line["resourceGroup"]]
    command += ["--azure-batch-managed-identity-resource-id", identity, "--azure-batch-managed-identity-client-id", line["clientId"]]
    command += ["--container-image", IMAGE, "--envvars", *for_tasks]
    said = folder / "said.txt"
    with open(said, "w", encoding="utf-8") as out:
        ended = subprocess.run(command, cwd=workflow, env=known, timeout=PATIENCE_SECONDS, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
    if ended.returncode:
        raise SystemExit(f"{said.read_text(encoding='utf-8')[-20000:]}\nFAILED: snakemake ended with exit code {ended.returncode}")
    subprocess.run([python, HERE / "snakemake_calls.py", "after"], env=known, check=True)


def run(clients):
    # By a name without "=", for a variable has it.
    (clients.folder / "python").symlink_to(clients.environment(*PACKAGES).parents[1])
    python = clients.folder / "python/bin/python"
    wheels = clients.folder / "wheels"
    pip = [python.parent / "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "download", "--no-deps", "--dest", wheels, STORAGE_PLUGIN], check=True)
    if not isolate() or way_out():
        print("SKIPPED: this machine lets nobody close the way out, and the cloud's own names are not to lead there.")
        return
    programs = clients.folder / "programs"
    programs.mkdir()
    for name in ("bash", "sh", "uname", "git"):
        (programs / name).symlink_to(shutil.which(name))
    asked = subprocess.run([python, "-c", "import sys; print(sys.base_prefix)"], capture_output=True, text=True, check=True)
    folders = [*MACHINE, asked.stdout.strip(), str(clients.folder)]
    engine = Engine(*(folder for folder in dict.fromkeys(folders) if Path(folder).exists()))
    try:
        root = clients.folder / "image"
        (root / "tmp").mkdir(parents=True)
        (root / "tmp").chmod(0o1777)
        # Each task installs the storage plugin anew.
        pip = {"PIP_NO_INDEX": 1, "PIP_NO_DEPS": 1, "PIP_FIND_LINKS": wheels}
        variables = {"PATH": f"{python.parent}:{PROGRAMS}", "HOME": "/tmp"} | pip
        engine.import_folder(root, IMAGE, *(f"ENV {name}={value}" for name, value in variables.items()))
        why_not = engine.refusal(IMAGE)
        if why_not:
            print(f"SKIPPED: Podman runs no container on this machine: {why_not}")
            return
        with served("--https", "--cloud-port", "443", "--container-engine", "podman") as line:
            own_hosts(line["hosts"], clients.folder)
            snakemake(line, clients.folder, python)
    finally:
        engine.close()
    print("1 passed, 0 failed")


clients = Clients()
try:
    run(clients)
finally:
    clients.kept.cleanup()
