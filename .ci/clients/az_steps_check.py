"""The way with `az` alone, `az_steps`: by today's from PyPI and by Debian's, which is unpacked and not installed."""

import json
import os
import subprocess
import sys

from debian_az import DEBIAN, program
from fake import served
from isolated import isolate_or_say
from operations import Called
from run import HERE, Clients

PATIENCE_SECONDS = 600

clients = Clients()
folders = [clients.environment("azure-cli==2.91.0").parent]
debian = program(clients.folder)
if debian:
    folders.append(debian)
else:
    print(f"skipped: apt has no az {DEBIAN}")
# All is installed: from here on nothing can reach a real subscription.
isolate_or_say()
failed = 0
called = Called()
for folder in folders:
    with served("--https", "--admin-api") as line:
        environment = os.environ | {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "FAKE": json.dumps(line)}
        ended = subprocess.run([HERE / "az_steps"], env=environment, timeout=PATIENCE_SECONDS, stdin=subprocess.DEVNULL)
        failed += ended.returncode != 0
        called.note("az", line)
# The page says what both call.
failed += called.compare() if debian else 0
clients.kept.cleanup()
print(f"{len(folders) - failed} passed, {failed} failed")
sys.exit(1 if failed else 0)
