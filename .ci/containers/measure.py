"""What a container task costs beside the same `podman run`, one after the other in one run: medians and their ratio."""

import statistics
import subprocess
import time
from datetime import datetime

PAIRS = 20
WARM_UP = 20  # Until the server's JVM has compiled what it does for a task.
MOST = 1.3


def measure(bench):
    """Prints the figures; whether the ratio of the medians is at most what is promised."""
    bare, task, shown = [], [], []
    job = bench.job()
    for i in range(WARM_UP + PAIRS):
        start = time.monotonic()
        subprocess.run(["podman", "run", "--rm", "--network", "host", "busy:1", "true"], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        middle = time.monotonic()
        name = "m%d" % i
        bench.add(job, "true", name=name)
        while bench.server.state(name, job) != "completed":
            time.sleep(0.005)
        end = time.monotonic()
        info = bench.task(job, name)["executionInfo"]
        if i >= WARM_UP:
            bare.append(middle - start)
            task.append(end - middle)
            shown.append((instant(info["endTime"]) - instant(info["startTime"])).total_seconds())
    ratio = statistics.median(task) / statistics.median(bare)
    print("podman run:      %4.0f ms (%4.0f to %4.0f)" % figures(bare))
    print("container task:  %4.0f ms (%4.0f to %4.0f), from its adding until a client sees its end" % figures(task))
    print("                 %4.0f ms (%4.0f to %4.0f), by its own times" % figures(shown))
    print("ratio of the medians of %d pairs: %.2f, at most %.1f is promised" % (PAIRS, ratio, MOST))
    return ratio <= MOST


def instant(text):
    return datetime.fromisoformat(text.rstrip("Z")[:26])


def figures(seconds):
    ordered = sorted(seconds)
    return tuple(1000 * value for value in (statistics.median(ordered), ordered[len(ordered) // 4],
                                            ordered[len(ordered) * 3 // 4]))
