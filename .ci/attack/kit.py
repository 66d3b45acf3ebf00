"""Starts `serve` in a process of its own, signs requests, and sends bytes as they are."""

import base64
import email.utils
import hashlib
import hmac
import http.client
import json
import os
import pathlib
import select
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.parse

JAR = os.environ.get("BATCHBENCH_JAR", "harness/target/batchbench.jar")
VERSION = "2024-07-01.20.0"


class Failure(Exception):
    """What was expected did not happen."""


class Skip(Exception):
    """The machine cannot do what the case needs."""


def check(condition, text):
    if not condition:
        raise Failure(text)


def wait(condition, seconds, text):
    """Waits for a condition, and fails if it does not come true in time."""
    end = time.monotonic() + seconds
    while not condition():
        check(time.monotonic() < end, text)
        time.sleep(0.05)


def command(*args, heap=None, options=()):
    java = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", *options]
    if heap:
        java.append("-Xmx" + heap)
    if "BATCHBENCH_CLASS_PATH" in os.environ:
        return [*java, "-cp", os.environ["BATCHBENCH_CLASS_PATH"], "io.github.batchbench.cli.Main", *args]
    return [*java, "-jar", JAR, *args]


def run(*args, heap=None, stdin=None, env=None, seconds=60, stdout=subprocess.PIPE):
    """Runs a command to its end."""
    return subprocess.run(
        command(*args, heap=heap), stdout=stdout, stderr=subprocess.PIPE, text=True, errors="replace",
        timeout=seconds, env={**os.environ, **(env or {})})


def sleeping(number):
    """A command that no other run of these attacks has, and the text to find it by."""
    seconds = str(number * 10_000_000 + os.getpid())
    return "sleep " + seconds, "sleep\0" + seconds


def processes(mark):
    """Processes whose command line or environment has this text."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            for part in ("cmdline", "environ"):
                try:
                    if mark.encode() in (entry / part).read_bytes():
                        found.append(int(entry.name))
                        break
                except OSError:
                    pass
    return found


class Server:
    """One `serve`, with a temporary folder of its own, in a group of its own as a shell would start it."""

    def __init__(self, *args, heap=None, folder=None, limits=None, wait_for_line=True, env=None):
        self.folder = folder or tempfile.mkdtemp(prefix="attack-")
        self.errors = open(os.path.join(self.folder, "..", os.path.basename(self.folder) + ".err"), "w+")
        line = command("serve", *args, heap=heap, options=["-Djava.io.tmpdir=" + self.folder])
        if limits:
            line = ["sh", "-c", limits + '; exec "$@"', "sh", *line]
        self.process = subprocess.Popen(
            line, stdout=subprocess.PIPE, stderr=self.errors, text=True, env={**os.environ, **(env or {})},
            start_new_session=True)
        if wait_for_line:
            try:
                self.read_line()
            except BaseException:
                self.__exit__()
                raise

    def read_line(self):
        ready, _, _ = select.select([self.process.stdout], [], [], 60)
        line = self.process.stdout.readline() if ready else ""
        check(line.startswith("{"), "serve did not start: " + self.stderr()[-500:])
        self.facts = json.loads(line)
        self.batch = urllib.parse.urlsplit(self.facts["batchEndpoint"])
        self.blob = urllib.parse.urlsplit(self.facts["blobEndpoint"])

    def stderr(self):
        self.errors.flush()
        with open(self.errors.name, errors="replace") as text:
            return text.read()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.errors.close()
        os.unlink(self.errors.name)
        for pid in processes(self.folder):
            try:
                os.kill(pid, signal.SIGKILL)
            except OSError:
                pass
        shutil.rmtree(self.folder, ignore_errors=True)

    def end(self, seconds=5, kinds=(signal.SIGINT,)):
        """Ends it as Ctrl-C does, by signals to the whole group; nothing may be left. Its exit code."""
        for kind in kinds:
            try:
                os.killpg(self.process.pid, kind)
            except ProcessLookupError:
                break
            time.sleep(0.05)
        try:
            code = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise Failure("serve did not end within %d s" % seconds) from None
        wait(lambda: not os.listdir(self.folder), 5, "left in the temporary folder: %s" % os.listdir(self.folder))
        wait(lambda: not processes(self.folder), 5, "processes are left")
        return code

    # Batch

    def api(self, method, path, body=None, query="", seconds=10):
        """A signed request to Batch; status and parsed body."""
        data = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        query = "api-version=" + VERSION + ("&" + query if query else "")
        headers = self.sign(method, path, query, data, body is not None)
        status, text = exchange(self.batch, method, path + "?" + query, headers, data, seconds)
        try:
            return status, json.loads(text) if text else None
        except ValueError:
            return status, text

    def sign(self, method, path, query, data, typed=True):
        date = email.utils.formatdate(usegmt=True)
        kind = "application/json; odata=minimalmetadata" if typed else ""
        length = str(len(data)) if data or method in ("POST", "PUT", "PATCH", "DELETE") else ""
        parameters = sorted((k.lower(), v) for k, v in urllib.parse.parse_qsl(query, keep_blank_values=True))
        text = "\n".join([method, "", "", length, "", kind, "", "", "", "", "", "", "ocp-date:" + date,
                          "/" + self.facts["account"] + path])
        text += "".join("\n%s:%s" % parameter for parameter in parameters)
        headers = {"ocp-date": date, "Authorization": "SharedKey %s:%s" % (
            self.facts["account"], signature(self.facts["key"], text))}
        if kind:
            headers["Content-Type"] = kind
        if length:
            headers["Content-Length"] = length
        return headers

    # Blob storage

    def storage(self, method, path, body=b"", headers=None, query="", seconds=10):
        """A signed request to Blob storage, of a path below the account; status and body."""
        path = self.blob.path + path
        headers = self.sign_storage(method, path, query, len(body), headers or {})
        target = path + ("?" + query if query else "")
        return exchange(self.blob, method, target, headers, body, seconds)

    def sign_storage(self, method, path, query, length, headers):
        headers = {"x-ms-date": email.utils.formatdate(usegmt=True), "x-ms-version": "2021-12-02", **headers}
        if length or method == "PUT":
            headers["Content-Length"] = str(length)
        own = "".join("\n%s:%s" % (name, headers[name]) for name in sorted(headers) if name.startswith("x-ms-"))
        resource = "\n/" + self.facts["storageAccount"] + path
        for name, value in sorted(urllib.parse.parse_qsl(query, keep_blank_values=True)):
            resource += "\n%s:%s" % (name, value)
        text = "\n".join([method, "", "", str(length) if length else "", "", headers.get("Content-Type", ""),
                          "", "", "", "", "", ""]) + own + resource
        headers["Authorization"] = "SharedKey %s:%s" % (
            self.facts["storageAccount"], signature(self.facts["storageKey"], text))
        return headers

    # What a good client does

    def pool(self, nodes=1, slots=1, name="pool", **more):
        status, text = self.api("POST", "/pools", {
            "id": name, "vmSize": "standard_d2s_v3", "targetDedicatedNodes": nodes, "taskSlotsPerNode": slots,
            "virtualMachineConfiguration": {
                "imageReference": {"publisher": "canonical", "offer": "0001-com-ubuntu-server-jammy",
                                   "sku": "22_04-lts"},
                "nodeAgentSKUId": "batch.node.ubuntu 22.04"}, **more})
        check(status == 201, "pool: %s %s" % (status, text))

    def job(self, name="job", pool="pool"):
        status, text = self.api("POST", "/jobs", {"id": name, "poolInfo": {"poolId": pool}})
        check(status == 201, "job: %s %s" % (status, text))

    def task(self, script, name="task", job="job", **more):
        status, text = self.api("POST", "/jobs/%s/tasks" % job, {
            "id": name, "commandLine": "/bin/sh -c '%s'" % script, **more})
        check(status == 201, "task: %s %s" % (status, text))

    def state(self, name="task", job="job"):
        status, task = self.api("GET", "/jobs/%s/tasks/%s" % (job, name))
        check(status == 200, "the task's state: %s %s" % (status, task))
        return task["state"]

    def wait_for(self, state, name="task", job="job", seconds=20):
        wait(lambda: self.state(name, job) == state, seconds, "%s is not %s" % (name, state))

    def container(self, name="box"):
        status, text = self.storage("PUT", "/" + name, query="restype=container")
        check(status == 201, "container: %s %s" % (status, text))

    def sas(self, container="box", permissions="racwdl"):
        """The URL of a container with a signature for an hour."""
        expiry = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 3600))
        version = "2020-12-06"
        resource = "/blob/%s/%s" % (self.facts["storageAccount"], container)
        text = "\n".join([permissions, "", expiry, resource, "", "", "", version, "c", "", "", "", "", "", "", ""])
        query = urllib.parse.urlencode({"sv": version, "sr": "c", "sp": permissions, "se": expiry,
                                        "sig": signature(self.facts["storageKey"], text)})
        return "%s/%s?%s" % (self.facts["blobEndpoint"], container, query)


def signature(key, text):
    return base64.b64encode(hmac.new(base64.b64decode(key), text.encode(), hashlib.sha256).digest()).decode()


def exchange(endpoint, method, target, headers, body, seconds=10):
    connection = http.client.HTTPConnection(endpoint.hostname, endpoint.port, timeout=seconds)
    try:
        connection.putrequest(method, target, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        try:
            if body:
                connection.send(body)
        except OSError:
            pass  # It may have answered already.
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")
    except (OSError, http.client.HTTPException) as e:
        raise Failure("%s %s: %r" % (method, target.split("?")[0], e)) from None
    finally:
        connection.close()


def raw(endpoint, data, seconds=10):
    """Sends bytes and returns what comes back until the connection is quiet."""
    with socket.create_connection((endpoint.hostname, endpoint.port), timeout=seconds) as connection:
        try:
            connection.sendall(data)
        except OSError:
            pass
        answer = b""
        try:
            while True:
                part = connection.recv(65536)
                if not part:
                    break
                answer += part
                head, _, body = answer.partition(b"\r\n\r\n")
                for line in head.lower().split(b"\r\n"):
                    if line.startswith(b"content-length:") and len(body) >= int(line.split(b":")[1]):
                        return answer.decode("latin-1")
        except socket.timeout:
            raise Failure("no answer within %d s" % seconds) from None
        except OSError:
            pass
        return answer.decode("latin-1")
