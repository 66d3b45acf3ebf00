"""The management SDKs of Python and JavaScript. `--write` writes the tables of docs/clients.md."""

import sys

from fake import served
from run import Clients

STORAGE = "azure-storage-blob==12.31.1"
IDENTITY = "azure-identity==1.27.0"

clients = Clients()
for version in ("19.0.0", "17.3.0"):
    python = clients.environment(f"azure-mgmt-batch=={version}", STORAGE, IDENTITY)
    clients.program(python, "management.py", "management-python", version, serve=("--https",))
packages = clients.packages("javascript")
with served("--https") as line:
    clients.fill(line, ["node", packages / "management.mjs"], "management-javascript", "9.1.0")
sys.exit(clients.finish())
