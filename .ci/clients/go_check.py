"""azblob for Go. `--write` writes the table of docs/clients.md."""

import shutil
import subprocess
import sys

from fake import served
from run import HERE, Clients, without_keys

if not shutil.which("go"):
    print("skipped: Go is not on this machine")
    sys.exit(0)
clients = Clients()
program = clients.folder / "azblob"
subprocess.run(["go", "build", "-o", program, "."], cwd=HERE / "go", check=True)
with served() as line:
    clients.fill(line, [program], "blob-go", "by key", "key")
with served("--https") as line:
    clients.fill(without_keys(line), [program], "blob-go", "by token, https", "token")
sys.exit(clients.finish())
