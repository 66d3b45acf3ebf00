"""azure-batch 15, 14 and 13 for Python, the nine steps as a Python program, and the metrics as Prometheus' parser reads them.

`--write` writes the tables of docs/clients.md.
"""

import sys

from fake import served
from run import Clients, without_keys

STORAGE = "azure-storage-blob==12.31.1"
IDENTITY = "azure-identity==1.27.0"
PROMETHEUS = "prometheus-client==0.26.0"

clients = Clients()


def by_token(program, table, *arguments):
    """A column by token and over https, of a program that is told no key."""
    with served("--https") as line:
        clients.against(without_keys(line), current, program, table, "by token, https", "token", *arguments)


current = clients.environment("azure-batch==15.1.0", STORAGE, IDENTITY, PROMETHEUS)
clients.program(current, "batch_current.py", "batch-python", "by key", "key")
clients.program(current, "nine_steps.py", "nine-python", "by key", "key", clients.folder / "outputs-by-key")
by_token("batch_current.py", "batch-python")
by_token("nine_steps.py", "nine-python", clients.folder / "outputs-by-token")
clients.program(current, "metrics.py", "prometheus", "metrics")
for version in ("14.2.0", "13.0.0"):
    clients.program(clients.environment(f"azure-batch=={version}", STORAGE), "batch_classic.py", "batch-python-classic", version)
sys.exit(clients.finish())
