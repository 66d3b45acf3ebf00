"""What was answered, and what may therefore be there after a kill. Each worker has things of its own, so that it knows them."""

import json
import random

from server import until

GONE = None
POOL = {
    "id": "pool",
    "vmSize": "standard_d2s_v3",
    "targetDedicatedNodes": 2,
    "taskSlotsPerNode": 4,
    "virtualMachineConfiguration": {
        "imageReference": {"publisher": "canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts"},
        "nodeAgentSKUId": "batch.node.ubuntu 22.04",
    },
}


class Thing:
    """Something that is written again and again: what it was when that was last answered, and what it may be instead."""

    def __init__(self):
        self.known = GONE
        self.maybe = []

    def may_be(self):
        return [self.known, *self.maybe]

    def is_now(self, value):
        self.known = value
        self.maybe = []


class Blobs:
    """Blobs that are put, appended to in blocks, and deleted."""

    def __init__(self, number, seed):
        self.random = random.Random(seed)
        self.container = f"blobs-{number}"
        self.things = {f"b{i}": Thing() for i in range(12)}
        self.logs = {f"l{i}": Thing() for i in range(3)}

    def prepare(self, client):
        client.blob("PUT", f"{self.container}?restype=container")

    def step(self, client):
        if self.random.random() < 0.3:
            return self.append(client)
        name = self.random.choice(list(self.things))
        thing = self.things[name]
        if thing.known is not GONE and self.random.random() < 0.2:
            value, answer = GONE, self.delete(client, name, thing)
        else:
            value = self.random.randbytes(self.random.choice([10, 1000, 300_000]))
            thing.maybe.append(value)
            answer = client.blob("PUT", f"{self.container}/{name}", value, x_ms_blob_type="BlockBlob")
        if answer is None:
            return False
        assert answer[0] in (201, 202), answer
        thing.is_now(value)
        return True

    def delete(self, client, name, thing):
        thing.maybe.append(GONE)
        return client.blob("DELETE", f"{self.container}/{name}")

    def append(self, client):
        name = self.random.choice(list(self.logs))
        thing = self.logs[name]
        path = f"{self.container}/{name}"
        if thing.known is GONE:
            value = b""
            thing.maybe.append(value)
            answer = client.blob("PUT", path, b"", x_ms_blob_type="AppendBlob", Content_Length="0")
        else:
            more = self.random.randbytes(100)
            value = thing.known + more
            thing.maybe.append(value)
            answer = client.blob("PUT", f"{path}?comp=appendblock", more)
        if answer is None:
            return False
        assert answer[0] == 201, answer
        thing.is_now(value)
        return True

    def check(self, client):
        for name, thing in {**self.things, **self.logs}.items():
            status, body = client.blob("GET", f"{self.container}/{name}")
            value = GONE if status == 404 else body
            assert status in (200, 404) and value in thing.may_be(), (
                f"{self.container}/{name}: {status}, {len(body)} bytes, but it may be "
                f"{[v if v is GONE else len(v) for v in thing.may_be()]}"
            )
            thing.is_now(value)


class Tasks:
    """Tasks of a job of its own that are added, run, are seen to have completed, and are deleted."""

    def __init__(self, number, seed):
        self.random = random.Random(seed)
        self.job = f"job-{number}"
        self.made = 0
        self.things = {}
        self.completed = {}

    def prepare(self, client):
        client.batch("POST", "/jobs", {"id": self.job, "poolInfo": {"poolId": "pool"}})

    def step(self, client):
        chance = self.random.random()
        there = [name for name, thing in self.things.items() if thing.known is not GONE and not thing.maybe]
        if chance < 0.15 and there:
            return self.delete(client, self.random.choice(there))
        if chance < 0.4 and there:
            return self.look(client, self.random.choice(there))
        return self.add(client)

    def add(self, client):
        self.made += 1
        name = f"t{self.made}"
        thing = self.things.setdefault(name, Thing())
        thing.maybe.append(name)
        body = {"id": name, "commandLine": f"/bin/sh -c 'echo {name}; echo {name} >file'"}
        answer = client.batch("POST", f"/jobs/{self.job}/tasks", body)
        if answer is None:
            return False
        assert answer[0] == 201, answer
        thing.is_now(name)
        return True

    def delete(self, client, name):
        self.things[name].maybe.append(GONE)
        answer = client.batch("DELETE", f"/jobs/{self.job}/tasks/{name}")
        if answer is None:
            return False
        assert answer[0] == 200, answer
        self.things[name].is_now(GONE)
        return True

    def look(self, client, name):
        answer = client.batch("GET", f"/jobs/{self.job}/tasks/{name}")
        if answer is None:
            return False
        assert answer[0] == 200, answer
        task = json.loads(answer[1])
        if task["state"] == "completed":
            self.completed[name] = task["executionInfo"]
        return True

    def check(self, client):
        path = f"/jobs/{self.job}/tasks"
        page = json.loads(client.batch("GET", f"{path}?maxresults=1000")[1])
        assert "odata.nextLink" not in page, "the model makes no more tasks than fit on a page"
        there = {task["id"]: task for task in page["value"]}
        for name, thing in self.things.items():
            value = name if name in there else GONE
            assert value in thing.may_be(), f"{self.job}/{name} is {value}, but it may be {thing.may_be()}"
            if value is not GONE and GONE not in thing.maybe:
                self.check_task(client, name, there[name])
            thing.is_now(value)
        assert set(there) <= set(self.things)

    def check_task(self, client, name, task):
        before = self.completed.get(name)
        if before is not None:
            assert task["state"] == "completed" and task["executionInfo"] == before, (
                f"{self.job}/{name} had completed with {before}, and is {task}"
            )
        if task["state"] == "completed":
            self.check_file(client, name)

    def check_file(self, client, name):
        for file in ("stdout.txt", "wd/file"):
            answer = client.batch("GET", f"/jobs/{self.job}/tasks/{name}/files/{file}")
            assert answer == (200, f"{name}\n".encode()), f"{self.job}/{name}: {file} is {answer}"

    def check_all_complete(self, client):
        def rest():
            answer = client.batch("GET", f"/jobs/{self.job}/tasks?$filter=state%20ne%20'completed'")
            return json.loads(answer[1])["value"]

        until(rest, lambda tasks: not tasks)
        for name, thing in self.things.items():
            if thing.known is not GONE:
                task = json.loads(client.batch("GET", f"/jobs/{self.job}/tasks/{name}")[1])
                assert task["executionInfo"]["exitCode"] == 0, task
                self.check_file(client, name)
