"""@azure/batch and @azure/storage-blob from npm, each method. `--write` writes the tables of docs/clients.md."""

import sys

from fake import served
from run import Clients, without_keys

clients = Clients()
packages = clients.packages("javascript")
for program in ("batch", "blob"):
    command = ["node", packages / f"{program}.mjs"]
    with served() as line:
        clients.fill(line, command, f"{program}-javascript", "by key", "key")
    with served("--https") as line:
        clients.fill(line, command, f"{program}-javascript", "by key, https", "key")
    with served("--https") as line:
        clients.fill(without_keys(line), command, f"{program}-javascript", "by token, https", "token")
sys.exit(clients.finish())
