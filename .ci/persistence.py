"""Snapshots of a fake in processes of its own; see .ci/checks/persistence. Needs nothing but Python and Java."""

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

MOST_SECONDS = 60

INIT = """
batchAccounts:
  - name: nightly
    storageAccount: nightlydata
    pools:
      - id: small
        vmSize: standard_d2s_v3
        targetDedicatedNodes: 2
        virtualMachineConfiguration:
          imageReference: {{publisher: canonical, offer: 0001-com-ubuntu-server-jammy, sku: 22_04-lts}}
          nodeAgentSKUId: batch.node.ubuntu 22.04
    jobs:
      - id: j
        poolInfo: {{poolId: small}}
        tasks:
          - {{id: done, commandLine: "/bin/sh -c 'echo hello; echo shared >$AZ_BATCH_NODE_SHARED_DIR/s; touch {folder}/done'"}}
          - id: runs
            commandLine: "/bin/sh -c 'touch {folder}/runs; while [ ! -e {folder}/go ]; do sleep 0.05; done; touch {folder}/ran'"
storageAccounts:
  - name: nightlydata
    containers:
      - name: input
        blobs:
          - {{name: greeting, text: hello}}
"""


def until(what, condition):
    end = time.monotonic() + MOST_SECONDS
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"It was waited for in vain: {what}")
        time.sleep(0.02)


@contextlib.contextmanager
def served(jar, *options):
    """A server; its process and the line that it prints."""
    process = subprocess.Popen(["java", "-jar", jar, "serve", *map(str, options)], stdout=subprocess.PIPE, text=True)
    try:
        begun = time.monotonic()
        line = process.stdout.readline()
        assert line, "serve has printed nothing"
        print(f"  ready after {time.monotonic() - begun:.2f} s: serve {' '.join(map(str, options))}")
        yield process, json.loads(line)
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(MOST_SECONDS)
        process.stdout.close()


def post(ready, path):
    """Status and text of an answer."""
    request = urllib.request.Request(f"{ready['batchEndpoint']}/__batchbench/{path}", method="POST")
    try:
        with urllib.request.urlopen(request, timeout=MOST_SECONDS) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()


def rows(file, table):
    """The documents of a table by their ids."""
    with contextlib.closing(sqlite3.connect(file)) as database:
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)
        assert database.execute("pragma user_version").fetchone() == (1,)
        found = database.execute(f"select parent, id, document from {table}").fetchall()
    return {(parent, id): json.loads(document) for parent, id, document in found}


def state(task):
    return task["entity"]["lifecycle"]["state"]


def killed_and_begun_again(jar, folder):
    init = folder / "init.yaml"
    init.write_text(INIT.format(folder=folder))
    with served(jar, "--init", init, "--snapshots", folder / "kept") as (process, ready):
        until("both tasks have begun", lambda: (folder / "done").exists() and (folder / "runs").exists())

        def saved():
            status, text = post(ready, "snapshots/loaded")
            assert status == 200, text
            return state(rows(text.strip(), "tasks")["j", "done"]) == "completed"

        until("the task is over", saved)
        process.send_signal(signal.SIGKILL)
    file = folder / "kept" / "loaded.sqlite"
    before = {table: rows(file, table) for table in ("pools", "nodes", "tasks", "node_files", "blobs", "resources")}
    assert state(before["tasks"]["j", "runs"]) == "running"
    (folder / "runs").unlink()
    with served(jar, "--from", file, "--snapshots", folder / "kept") as (_, ready):
        assert ready["account"] == "nightly" and ready["storageAccount"] == "nightlydata"
        until("the task that ran begins again", lambda: (folder / "runs").exists())
        (folder / "go").touch()
        until("the task is over", lambda: (folder / "ran").exists())
        began = time.monotonic()
        assert post(ready, "snapshots/loaded/restore")[0] == 204
        print(f"  restored in {1000 * (time.monotonic() - began):.0f} ms")
        status, text = post(ready, "snapshots/again")
        assert status == 200, text
        after = {table: rows(text.strip(), table) for table in before}
    for part in ("batchAccounts", "storageAccounts"):
        assert after["resources"]["", ""][part] == before["resources"]["", ""][part], part
    for table in ("pools", "blobs"):
        assert after[table] == before[table], table
    assert after["tasks"]["j", "done"] == before["tasks"]["j", "done"]
    assert after["tasks"]["j", "runs"]["run"]["requeueCount"] == 1
    kept = {name for name in before["node_files"] if "/done/" in name[1] or name[1].startswith("shared")}
    assert kept and kept <= set(after["node_files"])


def on_a_full_disk(jar, folder):
    disk = folder / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk], capture_output=True).returncode == 0
    if not mounted:
        print("  no disk can be mounted here: skipped")
        return
    try:
        with served(jar, "--snapshots", disk) as (_, ready):
            assert post(ready, "snapshots/small")[0] == 200
            small = (disk / "small.sqlite").read_bytes()
            with open(disk / "rest", "wb") as rest, contextlib.suppress(OSError):
                while True:
                    rest.write(b"x" * 4096)
                    rest.flush()
            for name in ("small", "new"):
                status, text = post(ready, f"snapshots/{name}")
                assert status == 500 and "cannot be written" in text, (status, text)
            assert sorted(os.listdir(disk)) == ["rest", "small.sqlite"]
            assert (disk / "small.sqlite").read_bytes() == small
            assert post(ready, "snapshots/small/restore")[0] == 204
    finally:
        subprocess.run(["umount", disk], check=True)


def main():
    jar = str(Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print("Killed, and begun again from a snapshot:")
        killed_and_begun_again(jar, folder)
        print("On a disk that is full:")
        on_a_full_disk(jar, folder)
    print("All is there again.")


if __name__ == "__main__":
    main()
