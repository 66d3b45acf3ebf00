"""What a task does to the machine that it runs on."""

import os
import pathlib
import random
import signal
import socket
import tempfile
import time

from kit import Failure, Server, check, processes, run, sleeping, wait

RETRY = {"constraints": {"maxTaskRetryCount": 1}}


def replaced_output(is_long):
    """D1"""
    with Server() as server:
        server.pool()
        server.job()
        server.task("rm -f ../stdout.txt; mkfifo ../stdout.txt; exit 1", **RETRY)
        wait(lambda: server.state() in ("running", "completed"), 20, "the task does not run")
        time.sleep(1)
        for method, path in [("POST", "/jobs/job/tasks/task/terminate"), ("GET", "/jobs/job/tasks"),
                             ("DELETE", "/jobs/job"), ("GET", "/pools")]:
            status, text = server.api(method, path, seconds=2)
            check(status < 500, "%s %s: %s %s" % (method, path, status, text))
        server.end()


def ended_while_fetching(is_long):
    """D2"""
    for seed in range(20 if is_long else 2):
        with Server() as server:
            server.container()
            server.storage("PUT", "/box/a", b"x" * 100_000, {"x-ms-blob-type": "BlockBlob"})
            url = server.sas().replace("/box?", "/box/a?")
            server.pool(nodes=30)
            server.job()
            tasks = [{"id": "t%d" % i, "commandLine": "sleep 30",
                      "resourceFiles": [{"httpUrl": url, "filePath": "f%d" % k} for k in range(3)]} for i in range(90)]
            server.api("POST", "/jobs/job/addtaskcollection", {"value": tasks}, seconds=30)
            time.sleep(random.Random(seed).uniform(0, 2.5))
            server.end(10)


def other_locks(is_long):
    """D3"""
    folder = tempfile.mkdtemp(prefix="attack-")
    stale = pathlib.Path(folder, "batchbench-stale")
    stale.mkdir()
    os.mkfifo(str(stale) + ".lock")
    with Server(folder=folder) as server:
        check(server.api("GET", "/pools")[0] == 200, "no answer")
        server.process.send_signal(signal.SIGINT)
        server.process.wait(10)


def fifo_for_uploads(is_long):
    """D6"""
    with Server() as server:
        server.container()
        server.pool(nodes=4, slots=4)
        server.job()
        upload = [{"filePattern": "../std*.txt", "uploadOptions": {"uploadCondition": "taskCompletion"},
                   "destination": {"container": {"containerUrl": server.sas()}}}]
        for i in range(16):
            server.task("mkfifo ../fileuploadout.txt", "fifo%d" % i, outputFiles=upload)
        wait(lambda: all(server.state("fifo%d" % i) == "completed" for i in range(16)), 30, "tasks do not complete")
        server.task("echo good", "good", outputFiles=[{**upload[0], "filePattern": "../stdout.txt"}])
        server.wait_for("completed", "good")
        check(server.storage("GET", "/box/stdout.txt")[0] == 200, "an honest upload does not come")
        server.end()


def patterns(is_long):
    """D7"""
    with Server() as server:
        server.container()
        server.pool()
        server.job()
        for name, pattern in [("a", "*a" * 20 + "*b"), ("b", "**/" * 14 + "x"), ("c", "/**/x")]:
            server.task("touch %s; mkdir -p 1/2/3/4/5/6/7/8/9" % ("a" * 60), name, outputFiles=[{
                "filePattern": pattern, "uploadOptions": {"uploadCondition": "taskCompletion"},
                "destination": {"container": {"containerUrl": server.sas()}}}])
        for name in "abc":
            server.wait_for("completed", name, seconds=20)
        server.end()


def no_descriptors(is_long):
    """D9"""
    command, mark = sleeping(9)
    with Server(limits="ulimit -n 350") as server:
        server.pool()
        server.job()
        server.task(command)
        server.wait_for("running")
        wait(lambda: processes(mark), 5, "no process")
        taken = []
        try:
            for _ in range(500):
                taken.append(socket.create_connection((server.batch.hostname, server.batch.port), timeout=1))
        except OSError:
            pass
        try:
            server.api("POST", "/jobs/job/tasks/task/terminate", seconds=3)
        except Failure:
            pass  # Nobody may have taken the call.
        for connection in taken:
            connection.close()
        wait(lambda: server.api("POST", "/jobs/job/tasks/task/terminate")[0] in (204, 409), 10, "it cannot be ended")
        wait(lambda: not processes(mark), 10, "the ended task goes on")
        server.end()


def private_files(is_long):
    """D11"""
    with Server(limits="umask 022") as server:
        server.container()
        server.storage("PUT", "/box/a", b"x" * 500_000, {"x-ms-blob-type": "BlockBlob"})
        server.pool()
        server.job()
        server.task("echo secret; sleep 30")
        server.wait_for("running")
        for folder, folders, _ in os.walk(server.folder):
            for name in folders if folder == server.folder else []:
                mode = os.stat(os.path.join(folder, name)).st_mode
                check(not mode & 0o077, "%s is open to others: %o" % (name, mode & 0o777))
        server.end()


def links(is_long):
    """D14"""
    with tempfile.NamedTemporaryFile("w") as outside, Server() as server:
        outside.write("mine")
        outside.flush()
        server.container()
        server.pool()
        server.job()
        upload = [{"filePattern": "../stdout.txt", "uploadOptions": {"uploadCondition": "taskCompletion"},
                   "destination": {"container": {"containerUrl": server.sas()}}}]
        for name in ("stdout.txt", "fileuploadout.txt"):
            server.task("ln -sf %s ../%s; exit 1" % (outside.name, name), name[:6], outputFiles=upload, **RETRY)
            server.wait_for("completed", name[:6])
        check(pathlib.Path(outside.name).read_text() == "mine", "the link's target was overwritten")
        server.end()


def special_files(is_long):
    """D15"""
    with Server() as server:
        server.pool()
        server.job()
        server.task("mkfifo fifo; ln -s /dev/zero device; sleep 30")
        server.wait_for("running")
        time.sleep(1)
        for name in ("fifo", "device"):
            path = "/jobs/job/tasks/task/files/wd/" + name
            got, _ = server.api("GET", path, seconds=5)
            head, _ = server.api("HEAD", path, seconds=5)
            check(400 <= got < 500 and head == got, "%s: GET %s, HEAD %s" % (name, got, head))
        server.end()


def escaped(is_long):
    """D16"""
    command, mark = sleeping(16)
    with Server() as server:
        server.pool()
        server.job()
        server.task("env -i setsid %s & sleep 30" % command)
        server.wait_for("running")
        wait(lambda: processes(mark), 5, "no process")
        server.api("POST", "/jobs/job/tasks/task/terminate")
        wait(lambda: not processes(mark), 10, "env -i setsid outlives its task")
        server.end()


def many_nodes(is_long):
    """D13"""
    with tempfile.TemporaryDirectory() as folder:
        text = pathlib.Path(folder, "a.txt")
        text.write_text("a")
        done = run("run", "--nodes", "400", "-o", folder + "/out", str(text), seconds=120)
        check(done.returncode == 0 and "1 can be of use" in done.stdout, done.stdout + done.stderr)


CASES = [
    ("D1", "stdout.txt replaced by a FIFO", replaced_output),
    ("D2", "ended while nodes fetch files", ended_while_fetching),
    ("D3", "a lock that is a FIFO", other_locks),
    ("D6", "FIFOs in place of upload logs", fifo_for_uploads),
    ("D7", "patterns that backtrack or walk the machine", patterns),
    ("D9", "no descriptors left", no_descriptors),
    ("D11", "umask 022", private_files),
    ("D13", "400 nodes for one task", many_nodes),
    ("D14", "links in place of outputs", links),
    ("D15", "GET of a FIFO and a device", special_files),
    ("D16", "env -i setsid", escaped),
]
