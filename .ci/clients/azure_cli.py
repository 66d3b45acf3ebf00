"""`az` in this process, by azure-cli's own entry point, in a folder and with a configuration of its own."""

import io
import json
import logging
import os
import shlex
import sys
import tempfile
from pathlib import Path

kept = tempfile.TemporaryDirectory(prefix="batchbench-az-")
os.chdir(kept.name)
os.environ.update(AZURE_CONFIG_DIR=str(Path(kept.name, "config")), AZURE_CORE_COLLECT_TELEMETRY="no")

from azure.cli.core import get_default_cli  # noqa: E402: it reads the environment


class Failed(Exception):
    pass


def az(line):
    """What the command prints, read as JSON where it is that."""
    cli = get_default_cli()
    out = io.StringIO()
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    handler.setLevel(logging.ERROR)
    logging.disable(logging.NOTSET)
    logging.getLogger("cli").addHandler(handler)
    stderr, sys.stderr = sys.stderr, said
    try:
        code = cli.invoke(shlex.split(line), out_file=out)
    except SystemExit as exit:
        code = exit.code
    finally:
        sys.stderr = stderr
        logging.getLogger("cli").removeHandler(handler)
        logging.disable()
    if code:
        raise Failed(f"exit code {code}: {cli.result.error if cli.result else ''} {said.getvalue()}")
    try:
        return json.loads(out.getvalue())
    except ValueError:
        return out.getvalue()


def by_token(fake):
    """Logs in where the line says that `serve --https` prints; what `az` needs to know of it is in docs/management.md."""
    login = fake["managementEndpoint"]
    cloud = {
        "endpoints": {
            "resourceManager": login,
            "management": login,
            "activeDirectory": f"{login}/adfs",
            "activeDirectoryResourceId": "https://management.azure.com/",
            "activeDirectoryGraphResourceId": "https://graph.windows.net/",
            "batchResourceId": "https://batch.core.windows.net/",
        },
        "suffixes": {"storageEndpoint": "localhost"},
    }
    Path("cloud.json").write_text(json.dumps(cloud))
    az("cloud register --name batchbench --cloud-config @cloud.json")
    az("cloud set --name batchbench")
    az(f"login --service-principal --username {fake['clientId']} --password {fake['clientSecret']} --tenant {fake['tenantId']}")
    az(f"batch account login --resource-group {fake['resourceGroup']} --name {fake['account']}")
    os.environ.update(AZURE_STORAGE_AUTH_MODE="login", AZURE_STORAGE_ACCOUNT=fake["storageAccount"])


def by_key(fake):
    """The account of the fake, as the variables say that `serve --print env` prints."""
    os.environ.update(
        AZURE_BATCH_ACCOUNT=fake["account"],
        AZURE_BATCH_ACCESS_KEY=fake["key"],
        AZURE_BATCH_ENDPOINT=fake["batchEndpoint"],
        AZURE_STORAGE_CONNECTION_STRING=fake["connectionString"],
    )
