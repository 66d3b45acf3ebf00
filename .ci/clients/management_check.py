"""The management SDKs of Python, JavaScript and Java. `--write` writes the tables of docs/clients.md."""

import sys

from fake import served
from isolated import isolate_or_say
from operations import Called
from run import Clients

STORAGE = "azure-storage-blob==12.31.1"
IDENTITY = "azure-identity==1.27.0"

clients = Clients()
pythons = {version: clients.environment(f"azure-mgmt-batch=={version}", STORAGE, IDENTITY) for version in ("19.0.0", "17.3.0")}
packages = clients.packages("javascript")
javas = {version: clients.java("java", f"-Dresourcemanager.version={version}") for version in ("1.0.0", "1.1.0-beta.2")}
# All is installed: from here on nothing can reach a real subscription.
isolate_or_say()
called = Called()
for version, python in pythons.items():
    with served("--https", "--admin-api") as line:
        clients.against(line, python, "management.py", "management-python", version)
        called.note("Python", line)
with served("--https", "--admin-api") as line:
    clients.fill(line, ["node", packages / "management.mjs"], "management-javascript", "9.1.0")
    called.note("JavaScript", line)
for version, java in javas.items():
    with served("--https", "--admin-api") as line:
        trust = ("-Djavax.net.ssl.trustStore=" + line["trustStore"], "-Djavax.net.ssl.trustStorePassword=changeit")
        clients.fill(line, [*java, *trust, "Management"], "management-java", version)
        called.note("Java", line)
clients.wrong += called.compare()
sys.exit(clients.finish())
