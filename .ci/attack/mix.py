"""Hostile tasks and strangers at once, beside a client that behaves."""

import os
import socket
import subprocess
import tempfile
import threading
import time

from cases_host import packed
from kit import Failure, Server, Skip, check, raw, wait

HOSTILE_TASKS = [
    "rm -f ../stdout.txt; mkfifo ../stdout.txt; exit 1",
    "mkfifo ../fileuploadout.txt; ln -s / root; sleep 60",
    "ln -sf /etc/passwd ../stderr.txt; exit 1",
    "f() { [ $1 -gt 0 ] && f $(($1 - 1)) & sleep 60; }; f 60",
    "i=0; while [ $i -lt 150 ]; do sleep 60 & i=$(($i + 1)); done; wait",
    "env -i setsid sleep 60 & sleep 60",
    "trap : TERM INT HUP; while :; do sleep 1; done",
    "mkfifo a b c; cat a",
]
# On a shared machine a pause is nobody's fault; what was measured is printed in any case.
WORST_SECONDS = 5 if os.environ.get("CI") else 2
END_SECONDS = 15 if os.environ.get("CI") else 5


class Stranger(threading.Thread):
    """Does something to the ports again and again until it is told to stop."""

    def __init__(self, stop, work):
        super().__init__(daemon=True)
        self.stop, self.work = stop, work

    def run(self):
        while not self.stop.is_set():
            try:
                self.work()
            except (Failure, OSError):
                time.sleep(0.1)
            self.stop.wait(0.05)


def half_bodies(server):
    held = []
    for endpoint in (server.batch, server.blob):
        connection = socket.create_connection((endpoint.hostname, endpoint.port), timeout=5)
        connection.sendall(b"PUT /jobs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999\r\n\r\nhalf")
        held.append(connection)
    time.sleep(1)
    for connection in held:
        connection.close()


def strangers(server, stop):
    bomb = packed(256 << 20)
    head = "POST /jobs HTTP/1.1\r\nHost: localhost\r\n%s\r\n"
    flood = (head % "Content-Length: 0\r\n").encode()
    zipped = (head % ("Content-Encoding: gzip\r\nContent-Length: %d\r\n" % len(bomb))).encode() + bomb
    large = (head % "Content-Length: 2000000\r\n").encode() + b"x" * 2_000_000
    works = [lambda: raw(server.batch, flood), lambda: raw(server.blob, flood), lambda: raw(server.batch, zipped),
             lambda: raw(server.batch, large), lambda: raw(server.blob, large)]
    works += [lambda: half_bodies(server)] * 10
    threads = [Stranger(stop, work) for work in works]
    for thread in threads:
        thread.start()
    return threads


def good_client(server, seconds):
    """Requests of every kind; the worst time of one."""
    worst, count, end = 0.0, 0, time.monotonic() + seconds
    while time.monotonic() < end:
        name = "/box/good%d" % count
        for work, wanted in [
                (lambda: server.api("GET", "/pools"), 200),
                (lambda: server.api("GET", "/jobs/job/tasks"), 200),
                (lambda: server.api("POST", "/jobs/good/tasks", {"id": "t%d" % count, "commandLine": "true"}), 201),
                (lambda: server.storage("PUT", name, b"good", {"x-ms-blob-type": "BlockBlob"}), 201),
                (lambda: server.storage("GET", name), 200)]:
            start = time.monotonic()
            status, text = work()
            took = time.monotonic() - start
            check(status == wanted, "a good request was answered %s %s" % (status, text))
            check(took <= WORST_SECONDS, "a good request took %.1f s" % took)
            worst, count = max(worst, took), count + 1
    return worst, count


def mixed(is_long):
    stop = threading.Event()
    with Server(heap="256m") as server:
        server.container()
        server.pool(nodes=4, slots=4)
        server.pool(nodes=1, slots=4, name="good")
        server.job()
        server.job("good", "good")
        for i, script in enumerate(HOSTILE_TASKS):
            server.task(script, "hostile%d" % i, constraints={"maxTaskRetryCount": 2})
        threads = strangers(server, stop)
        try:
            worst, count = good_client(server, 60 if is_long else 30)
        finally:
            stop.set()
        for thread in threads:
            thread.join(15)
        check("OutOfMemoryError" not in server.stderr(), "out of memory")
        server.end(END_SECONDS)
        return "%d good requests, the worst took %.2f s" % (count, worst)


def unmount_at_the_end(folder):
    """A process that unmounts the folder when its input closes: when we say so, or when we are killed. Its command does not
    name the folder, or it would count among what the server left."""
    script = "trap '' HUP INT TERM; read -r folder; cat; umount -l \"$folder\"; rmdir \"$folder\""
    process = subprocess.Popen(["/bin/sh", "-c", script], stdin=subprocess.PIPE, start_new_session=True)
    process.stdin.write(folder.encode() + b"\n")
    process.stdin.flush()
    return process


def small_disk(is_long):
    folder = tempfile.mkdtemp(prefix="attack-")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", folder], capture_output=True).returncode:
        os.rmdir(folder)
        raise Skip("no tmpfs can be mounted here")
    unmounting = unmount_at_the_end(folder)
    try:
        with Server(folder=folder) as server:
            server.pool()
            server.job()
            server.task("while :; do cat /dev/zero; done", "endless")
            wait(lambda: os.statvfs(folder).f_bavail == 0 or server.state("endless") == "completed", 30, "the disk is not full")
            for _ in range(20):
                start = time.monotonic()
                check(server.api("GET", "/jobs/job/tasks")[0] == 200, "no list while the disk is full")
                check(time.monotonic() - start <= WORST_SECONDS, "a list took too long")
            server.api("POST", "/jobs/job/tasks/endless/terminate")
            server.end(END_SECONDS)
    finally:
        unmounting.stdin.close()
        unmounting.wait()


CASES = [
    ("mix", "hostile tasks and strangers beside a good client", mixed),
    ("disk", "endless output on a small disk", small_disk),
]
