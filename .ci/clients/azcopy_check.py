"""azcopy from npm, by SAS and by token. `--write` writes the table of docs/clients.md."""

import platform
import subprocess
import sys

from fake import served
from run import Clients, install, without_keys

if (platform.system(), platform.machine()) != ("Linux", "x86_64"):
    print("skipped: npm has this azcopy for Linux on x86-64")
    sys.exit(0)
clients = Clients()
package = "@azure-tools/azcopy-linux"
subprocess.run(
    ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", clients.folder, f"{package}@10.32.2"], check=True
)
azcopy = clients.folder / "node_modules" / package / "dist/bin/azcopy_linux_amd64"
azcopy.chmod(0o755)
if "not found" in subprocess.run(["ldd", azcopy], capture_output=True, text=True).stdout:
    # It asks the desktop's keyring, which a machine of CI need not have.
    install("libsecret-1-0")
python = clients.environment("azure-storage-blob==12.31.1", "azure-batch==15.1.0", "azure-identity==1.27.0")
with served() as line:
    clients.against(line, python, "azcopy_calls.py", "azcopy", "by SAS", "sas", azcopy)
with served("--https") as line:
    clients.against(line, python, "azcopy_calls.py", "azcopy", "by SAS, https", "sas", azcopy)
with served("--https") as line:
    clients.against(without_keys(line), python, "azcopy_calls.py", "azcopy", "by token, https", "token", azcopy)
sys.exit(clients.finish())
