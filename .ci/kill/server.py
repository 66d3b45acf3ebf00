"""`serve` of the built jar as a process that can be killed, and requests to it."""

import atexit
import http.client
import json
import os
import signal
import subprocess
import sys
import time
import urllib.parse
from pathlib import Path

JAR = Path(os.environ.get("BATCHBENCH_JAR", Path(__file__).parents[2] / "harness/target/batchbench.jar"))
JAVA = Path(os.environ["JAVA_HOME"], "bin/java") if "JAVA_HOME" in os.environ else "java"
COMMAND = os.environ.get("BATCHBENCH_SERVE", f"{JAVA} -jar {JAR} serve").split()
TOKEN = "persistence-check"
PATIENCE = 60
OPEN = []


@atexit.register
def end_all():
    """Nothing is left running, however this ends."""
    for process in OPEN:
        if process.poll() is None:
            process.kill()


signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))


class Server:
    """One `serve`; `url` and the like are of the line that it prints."""

    def __init__(self, *options):
        began = time.monotonic()
        self.process = subprocess.Popen(
            [*COMMAND, "--token", TOKEN, *options],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        OPEN.append(self.process)
        line = self.process.stdout.readline()
        self.seconds = time.monotonic() - began
        self.ready = bool(line)
        if line:
            ready = json.loads(line)
            self.batch = urllib.parse.urlsplit(ready["batchEndpoint"])
            self.blob = urllib.parse.urlsplit(ready["blobEndpoint"])
            self.account = self.blob.path

    def said(self):
        """What it said on standard error, once it has ended."""
        return self.process.communicate(timeout=PATIENCE)[1]

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE)
        self.process.stdout.close()
        self.process.stderr.close()

    def end(self):
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()
            raise


class Client:
    """One connection to each service; None is the answer of a server that is gone."""

    def __init__(self, server):
        self.server = server
        self.connections = {}

    def request(self, service, method, path, body=None, headers=None):
        # A connection may have been closed because it was idle for long; a server that is gone refuses the next one.
        known = service in self.connections
        answer = self.once(service, method, path, body, headers)
        return self.once(service, method, path, body, headers) if answer is None and known else answer

    def once(self, service, method, path, body, headers):
        where = getattr(self.server, service)
        try:
            connection = self.connections.get(service)
            if connection is None:
                connection = http.client.HTTPConnection(where.hostname, where.port, timeout=PATIENCE)
                self.connections[service] = connection
            connection.request(method, path, body, {"Authorization": f"Bearer {TOKEN}", **(headers or {})})
            answer = connection.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            self.connections.pop(service, None)
            return None

    def batch(self, method, path, body=None):
        join = "&" if "?" in path else "?"
        headers = {"Content-Type": "application/json; odata=minimalmetadata"} if body is not None else {}
        text = None if body is None else json.dumps(body)
        return self.request("batch", method, f"{path}{join}api-version=2024-07-01.20.0", text, headers)

    def blob(self, method, path, body=None, **headers):
        spelt = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.request("blob", method, f"{self.server.account}/{path}", body, {"x-ms-version": "2021-12-02", **spelt})

    def control(self, method, path):
        return self.request("batch", method, f"/__batchbench/{path}")


def until(ask, holds):
    """The first answer that will do."""
    end = time.monotonic() + PATIENCE
    while True:
        answer = ask()
        if holds(answer):
            return answer
        if time.monotonic() > end:
            raise AssertionError(f"after {PATIENCE} s it was still {answer}")
        time.sleep(0.02)
