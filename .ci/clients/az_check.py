"""`az`, today's from PyPI and Debian's. `--write` writes the tables of docs/clients.md."""

import shutil
import subprocess
import sys

from run import Clients

DEBIAN = "2.45.0"


def debians(folder):
    """Where Debian's az can be imported from, unpacked and not installed; nothing where apt has not this version."""
    if not shutil.which("apt-get"):
        return None
    packages = needed()
    if not packages:
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        packages = needed()
    if not packages:
        return None
    folder.mkdir()
    subprocess.run(["apt-get", "download", "-qq", *packages], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    for package in folder.glob("*.deb"):
        subprocess.run(["dpkg-deb", "--extract", package, folder / "root"], check=True)
    return folder / "root/usr/lib/python3/dist-packages"


def needed():
    """az itself, if apt knows that version, and whatever else apt would install with it."""
    planned = subprocess.run(
        ["apt-get", "install", "--dry-run", "--reinstall", "--no-install-recommends", "azure-cli"], capture_output=True, text=True
    )
    lines = [line.split() for line in planned.stdout.splitlines() if line.startswith("Inst ")]
    return [words[1] for words in lines] if any(DEBIAN in word for words in lines for word in words) else []


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
