"""Runs the cases on a real engine, prints a table, and exits 1 if one failed; words, joined by commas, pick the cases whose
names have one of them; `--measure` compares what a container costs with the same `podman run`."""

import pathlib
import signal
import sys
import time
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "attack"))

import cases
from engine import Engine
from kit import Failure, Server
from measure import measure


def main():
    # Whoever ends it leaves nothing behind, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    arguments = sys.argv[1:]
    if "--measure" in arguments:
        return measured()
    wanted = " ".join(arguments).split(",")
    failures = 0
    engine = Engine()
    try:
        engine.make_images()
        why_not = engine.refusal()
        if why_not:
            print("SKIPPED: Podman runs no container on this machine: " + why_not)
            return True
        engine.start_registry()
        with Server() as server:
            bench = cases.Bench(engine, server)
            bench.usual = bench.pool()
            chosen = [(name, case) for name, case in cases.CASES if any(word.strip() in name for word in wanted)]
            for name, case in chosen:
                start = time.monotonic()
                note = ""
                try:
                    case(bench)
                except Failure as failure:
                    note = str(failure)
                except Exception:
                    note = traceback.format_exc()
                failures += bool(note)
                print("%-6s %5.1f s  %s%s" % (
                    "FAILED" if note else "passed", time.monotonic() - start, name, note and ": " + note), flush=True)
            server.end(seconds=15)
        print("%d passed, %d failed, on %s" % (
            len(chosen) - failures, failures, engine.run("--version").strip()))
    finally:
        engine.close()
    return failures == 0


def measured():
    engine = Engine()
    try:
        engine.make_images()
        with Server() as server:
            bench = cases.Bench(engine, server)
            bench.usual = bench.pool()
            return measure(bench)
    finally:
        engine.close()


sys.exit(0 if main() else 1)
