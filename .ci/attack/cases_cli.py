"""What a person or a script gives the command line."""

import base64
import os
import pathlib
import random
import signal
import subprocess
import tempfile
import time

from kit import VERSION, Server, check, command, exchange, run, wait

KEY = base64.b64encode(b"a key for tests").decode()


def interrupted_simulation(is_long):
    """D8"""
    process = subprocess.Popen(command("simulate", "--tasks", "400000", "--nodes", "4000", heap="1g"),
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(4)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=10)
    check(process.returncode == 130, "exit code %d: %s" % (process.returncode, err))
    check("Gave up" not in err, err)


def interrupted_start(is_long):
    """D12"""
    for seed in range(20 if is_long else 6):
        with Server(wait_for_line=False) as server:
            time.sleep(random.Random(seed).uniform(0.2, 2.5))
            server.process.send_signal(signal.SIGINT)
            server.process.wait(10)
            check("mistake in batchbench" not in server.stderr() and "\tat " not in server.stderr(), server.stderr())
            wait(lambda: not os.listdir(server.folder), 5, "left: %s" % os.listdir(server.folder))


def signals(is_long):
    """However it is asked to end, its exit code says so and nothing is left. Without a reader it goes on."""
    for kinds, code in [
            ([signal.SIGINT, signal.SIGINT], 130), ([signal.SIGTERM, signal.SIGINT], 143), ([signal.SIGHUP], 129)]:
        with Server() as server:
            server.pool(slots=4)
            server.job()
            for number in range(4):
                server.task("trap : INT HUP TERM; env -i setsid sleep 601 & (sleep 602 &) ; wait; sleep 603", "t%d" % number)
            server.wait_for("running", "t0")
            os.kill(server.process.pid, signal.SIGPIPE)
            check(server.api("GET", "/pools")[0] == 200, "no answer after PIPE")
            names = [kind.name for kind in kinds]
            ended = server.end(kinds=kinds)
            check(ended == code, "%s: exit code %d" % (names, ended))
            check("\tat " not in server.stderr(), "%s: %s" % (names, server.stderr()))


def small_heap(is_long):
    done = run("simulate", "--tasks", "1000000", "--nodes", "10000", heap="150m")
    check(done.returncode == 2 and "-Xmx" in done.stderr, done.stderr)
    check("\tat " not in done.stderr, "a stack trace")


def sip(is_long):
    with Server() as server:
        server.container()
        url = server.sas() + "&sip=1.2.3.4.5"
        target = "/" + url.split("/", 3)[3] + "&restype=container&comp=list"
        status, text = exchange(server.blob, "GET", target, {}, b"")
        check(status == 403, "%s %s" % (status, text))
        server.end()


def hidden_keys(is_long):
    with tempfile.NamedTemporaryFile("w") as file:
        file.write(KEY + "\n")
        file.flush()
        with Server("--storage-key-file", file.name, env={"BATCHBENCH_KEY": KEY}) as server:
            check(server.facts["key"] == KEY and server.facts["storageKey"] == KEY, "other keys")
            check(server.api("GET", "/pools")[0] == 200, "the key does not work")
            line = pathlib.Path("/proc/%d/cmdline" % server.process.pid).read_text()
            check(KEY not in line, "the key shows in ps")
            server.end()


def wrong_arguments(is_long):
    for args, words in [
            (["serve", "--token", "a b"], "token"),
            (["serve", "--port", "65536"], "65536"),
            (["serve", "--prot", "1"], "--port"),
            (["simulate", "/dev/null"], "/dev/null")]:
        done = run(*args)
        check(done.returncode in (2, 3) and words in done.stderr, "%s: %d %s" % (args, done.returncode, done.stderr))
        check("\tat " not in done.stderr, done.stderr)
    with tempfile.TemporaryDirectory() as folder:
        plan = pathlib.Path(folder, "plan.json")
        plan.write_text("null")
        done = run("simulate", str(plan))
        check(done.returncode == 3 and "plan.json" in done.stderr, done.stderr)


def names(is_long):
    with tempfile.TemporaryDirectory() as folder:
        name = folder + "/\x1b[31mred\x1b]0;title\x07.txt"
        pathlib.Path(name).write_text("a b b")
        done = run("run", "-o", folder + "/out", name)
        check("\x1b" not in done.stdout + done.stderr and "\x07" not in done.stdout, "an escape sequence is printed")
        beyond = folder + "/na\u00efve.txt"
        pathlib.Path(beyond).write_text("a")
        done = run("run", "-o", folder + "/out2", beyond, env={"LANG": "C", "LC_ALL": "C"})
        check((done.returncode in (0, 3) or "LC_ALL" in done.stderr) and "mistake" not in done.stderr and "\tat " not in done.stderr,
              "LANG=C: %d %s" % (done.returncode, done.stderr))


def full_output(is_long):
    with open("/dev/full", "w") as full:
        done = run("simulate", "--tasks", "1", "--nodes", "1", stdout=full)
        check(done.returncode != 0, "exit code 0 though nothing was written")
        done = run("serve", stdout=full)
        check(done.returncode != 0, "serve goes on though nobody knows where")


def proxy(is_long):
    with Server() as server:
        status, text = exchange(server.batch, "GET", "/__batchbench/health", {}, b"")
        check(status == 200, "health: %s %s" % (status, text))
        server.pool(nodes=0, name="one")
        server.pool(nodes=0, name="two")
        query = "api-version=%s&maxresults=1" % VERSION
        headers = {**server.sign("GET", "/pools", query, b"", typed=False), "X-Forwarded-Proto": "https",
                   "X-Forwarded-Host": "batch.example"}
        status, text = exchange(server.batch, "GET", "/pools?" + query, headers, b"")
        check(status == 200, "pools: %s %s" % (status, text))
        check('"odata.nextLink":"https://batch.example/pools?' in text, text)
        server.end()


CASES = [
    ("D8", "Ctrl-C during simulate", interrupted_simulation),
    ("D12", "Ctrl-C while starting", interrupted_start),
    ("end", "each signal, and two of them, to the group", signals),
    ("heap", "simulate with too little heap", small_heap),
    ("sip", "a SAS whose address has five parts", sip),
    ("keys", "keys by environment and file", hidden_keys),
    ("args", "arguments that are wrong", wrong_arguments),
    ("names", "escape sequences, LANG=C", names),
    ("proxy", "health, and links through a proxy", proxy),
    ("full", "a full standard output", full_output),
]
