"""Snapshots and `--location` of the built jar: what was answered is there, whatever ends the server."""

import contextlib
import os
import random
import sqlite3
import statistics
import subprocess
import tempfile
import threading
import time
from pathlib import Path

from model import POOL, Blobs, Tasks
from server import Client, Server, until

KILLS = int(os.environ.get("KILLS", "4"))
SEED = int(os.environ.get("SEED", str(random.randrange(10**6))))


def say(text):
    print(text, flush=True)


def snapshots(folder):
    """Saved and restored over HTTP, and begun with."""
    blobs, tasks = Blobs(0, SEED), Tasks(0, SEED)
    server = Server("--snapshots", str(folder))
    client = Client(server)
    client.batch("POST", "/pools", POOL)
    for worker in (blobs, tasks):
        worker.prepare(client)
        for _ in range(20):
            assert worker.step(client)
    tasks.check_all_complete(client)
    assert client.control("POST", "snapshots/then")[0] == 200
    client.batch("DELETE", f"/jobs/{tasks.job}")
    client.blob("DELETE", f"{blobs.container}?restype=container")
    assert client.control("POST", "snapshots/then/restore")[0] == 204
    for worker in (blobs, tasks):
        worker.check(client)
    server.end()
    server = Server("--from", str(folder / "then.sqlite"))
    client = Client(server)
    for worker in (blobs, tasks):
        worker.check(client)
    tasks.check_all_complete(client)
    server.end()
    say("snapshots: saved, restored, begun with")


def refused(folder):
    """Two servers never use one folder."""
    first = Server("--location", str(folder))
    second = Server("--location", str(folder))
    said = second.said()
    assert not second.ready and f"used by process {first.process.pid}" in said, said
    first.end()
    say("a second server is refused")


def work(server, workers, clients):
    """All work at once until the server is gone."""

    def go(worker, client):
        while worker.step(client):
            pass

    failures = []

    def guarded(worker, client):
        try:
            go(worker, client)
        except AssertionError as wrong:
            failures.append(wrong)

    threads = [threading.Thread(target=guarded, args=each) for each in zip(workers, clients)]
    for thread in threads:
        thread.start()
    return threads, failures


def kills(folder):
    """Killed at random moments while several clients work."""
    chance = random.Random(SEED)
    workers = [Blobs(1, SEED + 1), Blobs(2, SEED + 2), Tasks(1, SEED + 3), Tasks(2, SEED + 4)]
    server = Server("--location", str(folder))
    client = Client(server)
    client.batch("POST", "/pools", POOL)
    for worker in workers:
        worker.prepare(client)
    starts = []
    for number in range(KILLS):
        threads, failures = work(server, workers, [Client(server) for _ in workers])
        time.sleep(chance.uniform(0.05, 1.5))
        server.kill()
        for thread in threads:
            thread.join(60)
        assert not failures, failures
        whole(folder)
        server = Server("--location", str(folder))
        assert server.ready, server.said()
        starts.append(server.seconds)
        client = Client(server)
        for worker in workers:
            worker.check(client)
            if isinstance(worker, Tasks) and worker.made > 600:
                worker.check_all_complete(client)
                start_anew(client, worker)
        if number % 50 == 49:
            say(f"{number + 1} kills so far")
    for worker in workers[2:]:
        worker.check_all_complete(client)
    server.end()
    server = Server("--location", str(folder))
    client = Client(server)
    for worker in workers:
        worker.check(client)
    server.end()
    left(folder, workers)
    say(
        f"{KILLS} kills: nothing lost, nothing half; {sum(w.made for w in workers[2:])} tasks at the end; "
        f"starts took {statistics.median(starts):.1f} s (median), {max(starts):.1f} s at most"
    )


def start_anew(client, worker):
    """A job that has grown long makes room for another one."""
    status, _ = client.batch("DELETE", f"/jobs/{worker.job}")
    assert status == 202
    until(lambda: client.batch("GET", f"/jobs/{worker.job}")[0], lambda status: status == 404)
    worker.things.clear()
    worker.completed.clear()
    worker.made = 0
    worker.prepare(client)


def whole(folder):
    """The database as any tool opens it, after a kill."""
    with sqlite3.connect(f"file:{folder}/state.sqlite?mode=ro", uri=True) as database:
        assert database.execute("pragma integrity_check").fetchall() == [("ok",)]
    database.close()


def left(folder, workers):
    """There are no more files than are used."""
    used = sum(thing.known is not None for w in workers[:2] for thing in w.things.values())
    files = [file for file in (folder / "contents").rglob("*") if file.is_file()]
    appended = sum(len(thing.known or b"") > 0 for w in workers[:2] for thing in w.logs.values())
    assert len(files) <= used + 50 * appended + 5, f"{len(files)} files for {used} blobs"
    assert not list((folder / "work").iterdir()), list((folder / "work").iterdir())


def full(folder):
    """A disk that is full: what cannot be kept is not answered, and all goes on when there is room again."""
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder], capture_output=True)
    if mounted.returncode:
        say("a full disk: not tried, as nothing can be mounted here")
        return
    try:
        blobs, tasks = Blobs(5, SEED), Tasks(5, SEED)
        server = Server("--location", str(folder / "state"))
        client = Client(server)
        for worker in (blobs, tasks):
            worker.prepare(client)
        with open(folder / "filler", "wb", buffering=0) as filler:
            with contextlib.suppress(OSError):
                while True:
                    filler.write(bytes(4096))
            filler.truncate(filler.tell() - 256 * 1024)
        added, refusals = [], 0
        for number in range(2000):
            status, body = client.batch("POST", f"/jobs/{tasks.job}/tasks", {"id": f"f{number}", "commandLine": "x" * 2000})
            if status == 201:
                added.append(f"f{number}")
            else:
                assert status == 500, (status, body)
                refusals += 1
                if refusals == 5:
                    break
        assert added and refusals == 5, f"the disk took {len(added)} tasks, and refused {refusals}"
        status, body = client.blob("PUT", f"{blobs.container}/big", bytes(200_000), x_ms_blob_type="BlockBlob")
        assert status >= 500, status
        (folder / "filler").unlink()
        status, body = client.batch("POST", f"/jobs/{tasks.job}/tasks", {"id": "after", "commandLine": "x"})
        assert status == 201, body
        server.kill()
        server = Server("--location", str(folder / "state"))
        assert server.ready, server.said()
        client = Client(server)
        for name in [*added, "after"]:
            assert client.batch("GET", f"/jobs/{tasks.job}/tasks/{name}")[0] == 200, name
        server.end()
        say(f"a full disk: {len(added)} tasks were taken and are there, then requests were refused until there was room")
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def main():
    say(f"SEED={SEED}")
    with tempfile.TemporaryDirectory(prefix="batchbench-persistence-") as name:
        folder = Path(name)
        for step in (snapshots, refused, kills, full):
            own = folder / step.__name__
            own.mkdir()
            step(own)


main()
