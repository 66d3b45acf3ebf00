"""`batchbench serve` of the built jar, in a process of its own, for the time of a `with`."""

import contextlib
import json
import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path

JAR = Path(os.environ.get("BATCHBENCH_JAR", Path(__file__).parents[2] / "harness/target/batchbench.jar"))
JAVA = Path(os.environ["JAVA_HOME"], "bin/java") if "JAVA_HOME" in os.environ else "java"


@contextlib.contextmanager
def served(*options):
    """What the line says that `serve` prints when it is ready."""
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(
            [JAVA, "-jar", JAR, "serve", *options], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, text=True
        )
        try:
            line = process.stdout.readline()
            if not line:
                log.seek(0)
                raise SystemExit(f"serve did not become ready:\n{log.read()}")
            yield json.loads(line)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()


def until(ask, holds, seconds=60):
    """The first answer that will do; the fake's own delays are milliseconds."""
    end = time.monotonic() + seconds
    while True:
        answer = ask()
        if holds(answer):
            return answer
        if time.monotonic() > end:
            raise AssertionError(f"after {seconds} s it was still {answer}")
        time.sleep(0.05)
