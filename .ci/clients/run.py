"""Runs programs that use a client, each in a virtual environment with the client's exact version, against a `serve` of its own.

A check makes one `Clients`, has programs run, and ends with `finish`, which compares the tables with docs/clients.md.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import tables
from fake import JAVA, served

HERE = Path(__file__).parent


def without_keys(line):
    """The same for a program that is to go by tokens."""
    return {name: value for name, value in line.items() if name not in ("key", "storageKey", "connectionString")}


def variables(line):
    """What `serve --print env` exports of a line, beside the accounts themselves."""
    if "caBundle" not in line:
        return {}
    return {
        "REQUESTS_CA_BUNDLE": line["caBundle"],
        "NODE_EXTRA_CA_CERTS": line["caCertificate"],
        "SSL_CERT_FILE": line["caBundle"],
        "AZURE_AUTHORITY_HOST": line["authority"],
        "AZURE_TENANT_ID": "adfs",
        "AZURE_CLIENT_ID": line["clientId"],
        "AZURE_CLIENT_SECRET": line["clientSecret"],
    }


def install(package):
    """A package of Debian that this machine has not."""
    subprocess.run(["apt-get", "update", "-qq"], check=True)
    subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", package], check=True, stdout=subprocess.DEVNULL)


class Clients:
    """A folder that goes when the check ends: virtual environments, what was tried, outputs."""

    def __init__(self):
        self.kept = tempfile.TemporaryDirectory(prefix="batchbench-clients-")
        self.folder = Path(self.kept.name)
        self.tried = self.folder / "tried"
        self.wrong = 0

    def environment(self, *packages):
        """The Python of a new virtual environment with these packages, such as azure-batch==15.1.0."""
        where = self.folder / packages[0]
        made = subprocess.run([sys.executable, "-m", "venv", where], capture_output=True)
        if made.returncode:
            # Debian has it in a package of its own.
            install("python3-venv")
            subprocess.run([sys.executable, "-m", "venv", where], check=True)
        subprocess.run([where / "bin/pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile", *packages], check=True)
        return where / "bin/python"

    def packages(self, folder):
        """A copy of a folder of this one with what its package.json names."""
        where = self.folder / folder
        shutil.copytree(HERE / folder, where)
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund"], cwd=where, check=True)
        return where

    def java(self, folder, *settings):
        """The beginning of a command that runs a class of a copy of a Maven project of this folder, built with these settings."""
        where = self.folder / f"{folder}{len(list(self.folder.iterdir()))}"
        shutil.copytree(HERE / folder, where, ignore=shutil.ignore_patterns("target"))
        goals = ["compile", "dependency:build-classpath", "-Dmdep.outputFile=target/classpath.txt"]
        subprocess.run(["mvn", "-B", "-ntp", "-q", *settings, *goals], cwd=where, check=True)
        libraries = (where / "target/classpath.txt").read_text(encoding="utf-8").strip()
        return [JAVA, "-cp", os.pathsep.join((str(where / "target/classes"), libraries))]

    def program(self, python, name, table, column, *arguments, serve=(), path=None):
        """A column of a table, filled by a program of this folder, against a fake of its own; `path` has packages beside."""
        with served(*serve) as line:
            self.against(line, python, name, table, column, *arguments, path=path)

    def against(self, line, python, name, table, column, *arguments, path=None):
        """The same against a fake that serves already."""
        environment = {
            "PYTHONPATH": os.pathsep.join(str(where) for where in (HERE, path) if where),
            "PYTHONPYCACHEPREFIX": str(self.folder / "compiled"),
        }
        self.fill(line, [python, "-W", "ignore", HERE / name], table, column, *arguments, environment=environment)

    def fill(self, line, command, table, column, *arguments, environment=None):
        """The same by a program in any language: it gets the file to fill, the column's name and the arguments."""
        folder = self.tried / table
        folder.mkdir(parents=True, exist_ok=True)
        kept = folder / f"{len(list(folder.iterdir()))}.json"
        known = dict(os.environ, FAKE=json.dumps(line)) | variables(line) | (environment or {})
        ended = subprocess.run(
            [*command, kept, column, *arguments], env=known, timeout=600, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        if ended.returncode:
            self.wrong += 1
            print(ended.stderr.decode(errors="replace"))
            print(f"FAILED: {Path(command[-1]).name} {column} ended with exit code {ended.returncode}")

    def finish(self, whole=True):
        """The exit code of the check. Where a column had to be left out, the tables are not compared with the page."""
        code = 1 if self.wrong else tables.main(self.tried, whole, "--write" in sys.argv)
        self.kept.cleanup()
        return code
