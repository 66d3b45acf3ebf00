"""azure-storage-blob for Python, sync and aio, and its batches. `--write` writes the table of docs/clients.md."""

import subprocess
import sys
from pathlib import Path

from fake import served
from run import Clients

BATCHES = Path(__file__).parents[2] / "harness/src/test/python/storage_batches.py"

clients = Clients()
python = clients.environment("azure-storage-blob==12.31.1", "aiohttp==3.14.5")
clients.program(python, "blob.py", "blob-python", "sync", "sync")
clients.program(python, "blob.py", "blob-python", "aio", "aio")
with served() as fake:
    batches = [python, "-B", BATCHES, fake["blobEndpoint"], fake["storageAccount"], fake["storageKey"]]
    clients.wrong += subprocess.run(batches, timeout=120).returncode != 0
sys.exit(clients.finish())
