"""`az`, today's from PyPI and Debian's. `--write` writes the tables of docs/clients.md."""

import sys

from debian_az import DEBIAN, debians
from run import Clients

clients = Clients()
current = clients.environment("azure-cli==2.91.0")
clients.program(current, "az_calls.py", "az", "2.91.0")
clients.program(current, "az_nine_steps.py", "nine-az", "2.91.0", "key", clients.folder / "current")
debian = debians(clients.folder / "apt")
if debian:
    clients.program("/usr/bin/python3", "az_calls.py", "az", DEBIAN, path=debian)
    clients.program("/usr/bin/python3", "az_nine_steps.py", "nine-az", DEBIAN, "key", clients.folder / "debian", path=debian)
else:
    print(f"az {DEBIAN} of Debian: skipped, apt has it not, and so the tables are not compared")
sys.exit(clients.finish(whole=debian is not None))
