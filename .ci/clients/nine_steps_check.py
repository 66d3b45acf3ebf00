"""The same nine steps by Python, Java and `az`, one after the other, against one `serve --https`; no program knows a key.

Each gets its tokens from the fake's own authority and signs with user delegation keys. Their output files must be the same, byte
for byte: ids are the same, and a reset before each has the one node bear the same name.
"""

import os
import ssl
import subprocess
import sys
import urllib.request

from fake import JAR, JAVA, served
from run import HERE, Clients, variables, without_keys
from words import PROGRAM, TEXTS, command, same_as_counter

PATIENCE_SECONDS = 300


def reset(line):
    """Empties both accounts, which needs no key either."""
    request = urllib.request.Request(line["batchEndpoint"] + "/__batchbench/reset", method="POST")
    urllib.request.urlopen(request, context=ssl.create_default_context(cafile=line["caBundle"])).close()


def java(line, outputs):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AZURE_")} | variables(line)
    environment |= {"AZURE_BATCH_ENDPOINT": line["batchEndpoint"], "AZURE_STORAGE_BLOB_ENDPOINT": line["blobEndpoint"]}
    trust = ["-Djavax.net.ssl.trustStore=" + line["trustStore"], "-Djavax.net.ssl.trustStorePassword=changeit"]
    options = ["--add-opens", "java.base/java.util=ALL-UNNAMED", *trust, "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp", JAR]
    texts = [f"{text}={command(text)}" for text in TEXTS]
    program = [JAVA, *options, HERE / "NineSteps.java", outputs, PROGRAM, *texts]
    subprocess.run(program, env=environment, timeout=PATIENCE_SECONDS, stdin=subprocess.DEVNULL, check=True)


clients = Clients()
packages = ("azure-batch==15.1.0", "azure-storage-blob==12.31.1", "azure-identity==1.27.0")
python = clients.environment(*packages)
az = clients.environment("azure-cli==2.91.0")
folders = {name: clients.folder / "outputs" / name for name in ("python", "java", "az")}
with served("--https") as line:
    keyless = without_keys(line)
    clients.against(keyless, python, "nine_steps.py", "nine-tokens", "Python", "token", folders["python"])
    reset(keyless)
    java(keyless, folders["java"])
    reset(keyless)
    clients.against(keyless, az, "az_nine_steps.py", "nine-tokens", "az", "token", folders["az"])

first = folders["python"]
same_as_counter(first)
names = sorted(file.name for file in first.iterdir())
for name, folder in folders.items():
    found = {file.name: file.read_bytes() for file in folder.iterdir()}
    if found != {file: (first / file).read_bytes() for file in names}:
        clients.wrong += 1
        print(f"FAILED: the outputs of {name} are not those of python: {sorted(found)}")
if not clients.wrong:
    print(f"{', '.join(folders)}: {len(names)} output files, each the same byte for byte")
sys.exit(clients.finish(whole=False))
