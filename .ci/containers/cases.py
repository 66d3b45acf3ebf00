"""Container tasks on a real engine: each case is a function of a `Bench`, which has a server, an engine and helpers."""

import json
import os
import pathlib
import random
import signal
import subprocess
import time

from engine import PASSWORD, USER
from kit import VERSION, Failure, Server, check, exchange, processes, run, wait

CASES = []


def case(function):
    CASES.append((function.__name__.replace("_", " "), function))
    return function


class Bench:
    """One server with a pool for containers, and ids that nobody has had before."""

    def __init__(self, engine, server):
        self.engine = engine
        self.server = server
        self.number = 0

    def id(self, kind):
        self.number += 1
        return "%s-%d" % (kind, self.number)

    def pool(self, slots=4, nodes=1, configuration=None, **more):
        name = self.id("pool")
        status, text = self.server.api("POST", "/pools", {
            "id": name, "vmSize": "standard_d2s_v3", "targetDedicatedNodes": nodes, "taskSlotsPerNode": slots,
            "virtualMachineConfiguration": {
                "imageReference": {"publisher": "microsoft-dsvm", "offer": "ubuntu-hpc", "sku": "2204"},
                "nodeAgentSKUId": "batch.node.ubuntu 22.04",
                **({} if configuration is False else {
                    "containerConfiguration": {"type": "dockerCompatible", **(configuration or {})}})}, **more})
        check(status == 201, "pool: %s %s" % (status, text))
        return name

    def job(self, pool=None, **more):
        name = self.id("job")
        status, text = self.server.api("POST", "/jobs", {"id": name, "poolInfo": {"poolId": pool or self.usual}, **more})
        check(status == 201, "job: %s %s" % (status, text))
        return name

    def add(self, job, command, settings=None, image="busy:1", name="t", **more):
        task = {"id": name, "commandLine": command, **more}
        if settings is not False:
            task["containerSettings"] = {"imageName": image, **(settings or {})}
        status, text = self.server.api("POST", "/jobs/%s/tasks" % job, task)
        check(status == 201, "task: %s %s" % (status, text))

    def task(self, job, name="t"):
        return self.server.api("GET", "/jobs/%s/tasks/%s" % (job, name))[1]

    def done(self, job, name="t", seconds=60):
        self.server.wait_for("completed", name, job, seconds)
        return self.task(job, name)["executionInfo"]

    def file(self, job, path, name="t"):
        path = "/jobs/%s/tasks/%s/files/%s" % (job, name, path)
        query = "api-version=" + VERSION
        headers = self.server.sign("GET", path, query, b"", False)
        status, text = exchange(self.server.batch, "GET", path + "?" + query, headers, b"")
        check(status == 200, "%s: %s %s" % (path, status, text))
        return text

    def run(self, command, settings=None, image="busy:1", pool=None, job=None, **more):
        """Runs a task to its end: what the service says of it, and what it printed."""
        job = job or self.job(pool)
        self.add(job, command, settings, image, **more)
        info = self.done(job)
        self.last = job
        return info, self.file(job, "stdout.txt") if "exitCode" in info else ""

    def shell(self, script, settings=None, **more):
        info, out = self.run("/bin/sh -c '%s'" % script, settings, **more)
        check(info.get("exitCode") == 0, "%s\n%s" % (info, "exitCode" in info and self.file(self.last, "stderr.txt")))
        return out

    def nodes(self, pool):
        return self.server.api("GET", "/pools/%s/nodes" % pool)[1]["value"]

    def node(self, pool, state, seconds=60):
        wait(lambda: any(n["state"] == state for n in self.nodes(pool)), seconds,
             "no node is %s: %s" % (state, self.nodes(pool)))
        return self.nodes(pool)[0]

    def no_container(self):
        wait(lambda: not self.engine.containers(), 30, "containers are left: %s" % self.engine.containers())


def failed(info, code, *words):
    failure = info.get("failureInfo", {})
    check(failure.get("code") == code, "the failure is %s" % info)
    check("exitCode" not in info, "there is an exit code: %s" % info)
    for word in words:
        check(word in json.dumps(failure), "%s does not say %s" % (failure, word))
    return failure


def equal(found, expected):
    check(found == expected, "%r, expected %r" % (found, expected))


# What a task finds


@case
def a_task_runs_in_its_image(b):
    equal(b.shell("echo $0 $(ls /bin/busybox)"), "/bin/sh /bin/busybox\n")


@case
def its_working_directory_is_that_of_the_task(b):
    out = b.shell('pwd; echo $AZ_BATCH_TASK_WORKING_DIR; echo made >made.txt')
    first, second = out.split()
    equal(first, second)
    equal(b.file(b.last, "wd/made.txt"), "made\n")


@case
def the_image_may_keep_its_working_directory_its_environment_and_its_entry_point(b):
    info, out = b.run("$IN_IMAGE and a word", {"workingDirectory": "containerImageDefault"}, image="own:1")
    equal((info["exitCode"], out), (0, "entry $IN_IMAGE and a word\n"))
    info, out = b.run("-c 'pwd; echo $IN_IMAGE'", {"workingDirectory": "containerImageDefault",
                                                   "containerRunOptions": "--entrypoint /bin/sh"}, image="own:1")
    equal((info["exitCode"], out), (0, "/data\nyes\n"))


@case
def an_empty_command_line_runs_what_the_image_says(b):
    info, out = b.run("", image="own:1")
    equal((info["exitCode"], out), (0, "entry of the image\n"))


@case
def a_command_line_is_not_run_by_a_shell(b):
    equal(b.run("echo $HOME '|' \"a b\" *")[1], "$HOME | a b *\n")


@case
def a_root_file_system_with_a_c_library_runs_as_well(b):
    equal(b.shell("cat /etc/none 2>/dev/null || echo small; id -u", image="small:1"), "small\n1000\n")


@case
def variables_of_batch_job_and_task_are_mapped_and_nothing_else(b):
    job = b.job(commonEnvironmentSettings=[{"name": "OF_JOB", "value": "job"}, {"name": "BOTH", "value": "job"}])
    b.add(job, "env", environmentSettings=[{"name": "BOTH", "value": "task"}, {"name": "SPACED", "value": " a  'b' $c \\"},
                                           {"name": "LINES", "value": "one\ntwo"}])
    b.done(job)
    lines = b.file(job, "stdout.txt").split("\n")
    for line in ("OF_JOB=job", "BOTH=task", "SPACED= a  'b' $c \\", "LINES=one", "two", "AZ_BATCH_TASK_ID=t",
                 "AZ_BATCH_JOB_ID=" + job):
        check(line in lines, "%r is not in %s" % (line, lines))
    names = {line.split("=")[0] for line in lines if "=" in line}
    strange = {n for n in names if n.startswith(("CONTAINERS_", "DOCKER_", "XDG_", "JAVA", "PYTHON"))}
    equal(strange, set())


@case
def variables_that_the_client_of_the_engine_also_has_reach_the_task(b):
    equal(b.shell("echo $HOME $PATH $DOCKER_HOST", environmentSettings=[
        {"name": "HOME", "value": "/a home"}, {"name": "PATH", "value": "/bin:/x"},
        {"name": "DOCKER_HOST", "value": "tcp://nowhere"}]), "/a home /bin:/x tcp://nowhere\n")


@case
def resource_files_are_there_and_output_files_go_up(b):
    b.server.container("inbox")
    b.server.container("outbox")
    b.server.storage("PUT", "/inbox/word.txt", b"word", {"x-ms-blob-type": "BlockBlob"})
    sas = b.server.sas("inbox")
    job = b.job()
    b.add(job, "/bin/sh -c 'cat word.txt word.txt >twice.txt'",
          resourceFiles=[{"httpUrl": sas.replace("?", "/word.txt?"), "filePath": "word.txt"}],
          outputFiles=[{"filePattern": "*.txt", "destination": {"container": {"containerUrl": b.server.sas("outbox")}},
                        "uploadOptions": {"uploadCondition": "tasksuccess"}}])
    equal(b.done(job)["exitCode"], 0)
    equal(b.server.storage("GET", "/outbox/twice.txt"), (200, "wordword"))


@case
def the_files_of_a_task_can_be_read_while_it_runs(b):
    job = b.job()
    b.add(job, "/bin/sh -c 'echo early; echo x >part.txt; until [ -e go ]; do sleep 0.1; done'")
    b.server.wait_for("running", "t", job)
    wait(lambda: b.server.api("GET", "/jobs/%s/tasks/t/files/wd/part.txt" % job)[0] == 200, 20, "no file")
    equal(b.file(job, "stdout.txt"), "early\n")
    b.server.api("POST", "/jobs/%s/tasks/t/terminate" % job)
    b.done(job)


@case
def a_program_in_the_shared_folder_that_a_start_task_put_there_can_be_run(b):
    pool = b.pool(startTask={"commandLine": "/bin/sh -c 'cp /bin/busybox $AZ_BATCH_NODE_SHARED_DIR/busybox'",
                             "waitForSuccess": True})
    equal(b.shell("$AZ_BATCH_NODE_SHARED_DIR/busybox echo from shared; echo x >$AZ_BATCH_NODE_SHARED_DIR/mine; "
                  "cat $AZ_BATCH_NODE_SHARED_DIR/mine", pool=pool), "from shared\nx\n")


@case
def a_container_reaches_the_endpoints_of_the_fake(b):
    out = b.shell("wget -q -O - $BATCH/__batchbench/health", environmentSettings=[
        {"name": "BATCH", "value": b.server.facts["batchEndpoint"]}])
    check(out.startswith("{\"status\":\"ready\""), out)
    b.server.container("net")
    b.server.storage("PUT", "/net/a", b"blob", {"x-ms-blob-type": "BlockBlob"})
    equal(b.shell("wget -q -O - \"$URL\"", environmentSettings=[
        {"name": "URL", "value": b.server.sas("net").replace("?", "/a?")}]), "blob")


# Users


@case
def a_task_runs_as_its_user_and_not_as_root(b):
    uid, gid, owner = b.shell("id -u; id -g; touch ~/mine; stat -c %u mine").split()
    check(uid == owner and (uid, gid) != ("0", "0") and gid != "0", "%s:%s owns %s" % (uid, gid, owner))


@case
def an_administrator_runs_as_root(b):
    admin = {"autoUser": {"scope": "pool", "elevationLevel": "admin"}}
    equal(b.shell("id -u; id -g", userIdentity=admin), "0\n0\n")


@case
def a_user_of_the_pools_has_the_number_that_the_pool_gives_him(b):
    pool = b.pool(userAccounts=[
        {"name": "worker", "password": "p-81-w", "linuxUserConfiguration": {"uid": 2345, "gid": 2346}},
        {"name": "chief", "password": "p-81-c", "elevationLevel": "admin"}])
    equal(b.shell("id -u; id -g; echo x >x; cat x", pool=pool, userIdentity={"username": "worker"}), "2345\n2346\nx\n")
    equal(b.shell("id -u", pool=pool, userIdentity={"username": "chief"}), "0\n")


@case
def run_options_may_choose_another_user(b):
    equal(b.shell("id -u", {"containerRunOptions": "--user 77"}), "77\n")


# Options


@case
def run_options_reach_the_engine(b):
    equal(b.shell("hostname; touch /x 2>/dev/null || echo read-only; echo $X", {
        "containerRunOptions": "--hostname chosen --uts private --read-only --user 0 --env X='a b' --label x=y"}),
          "chosen\nread-only\na b\n")


@case
def bad_run_options_are_invalid_settings(b):
    for options in ("--no-such-option", "--memory many", "--detach", "-d", "--device /dev/no-such", "'open"):
        failure = failed(b.run("true", {"containerRunOptions": options})[0], "ContainerInvalidSettings")
        equal(failure["message"], "At least one value of specified task container settings is invalid")
        equal(failure["category"], "UserError")
        check(failure["details"][0]["value"], "no reason is given for " + options)


@case
def a_container_that_the_runtime_refuses_is_invalid_settings(b):
    failed(b.run("true", {"containerRunOptions": "--workdir /no/such/folder"})[0], "ContainerInvalidSettings", "/no/such")


@case
def a_folder_of_the_node_that_is_not_there_is_made_for_it(b):
    check(not os.path.exists("/etc/no-such-pki"), "there is such a folder")
    options = {"containerRunOptions": "-v /etc/no-such-pki:/etc/pki:ro --volume=/mnt/no-such/cache:/cache"}
    pool = b.pool()
    equal(b.shell("ls /etc/pki; touch /etc/pki/x 2>/dev/null || echo read-only; echo kept >/cache/file", options, pool=pool),
          "read-only\n")
    equal(b.shell("cat /cache/file", options, pool=pool), "kept\n")
    check(not os.path.exists("/etc/no-such-pki") and not os.path.exists("/mnt/no-such"), "it was made on the machine")


@case
def run_options_may_choose_no_network(b):
    equal(b.shell("wget -q -T 2 -O - $URL || echo cut off", {"containerRunOptions": "--network none"}, environmentSettings=[
        {"name": "URL", "value": b.server.facts["batchEndpoint"] + "/__batchbench/health"}]), "cut off\n")


# Mounts


def mounted(b, sources, **more):
    """The folders of the node that a container has, of those that there are."""
    script = ('for name in shared startup fsmounts applications; do [ -d $AZ_BATCH_NODE_ROOT_DIR/$name ] && echo $name; done;'
              '[ -e $AZ_BATCH_TASK_DIR/stdout.txt ] && echo task; pwd >/dev/null && echo ends')
    settings = {} if sources is None else {"containerHostBatchBindMounts": sources}
    return b.shell(script, settings, **more).split()


@case
def without_a_list_of_mounts_the_root_of_the_node_is_there(b):
    equal(mounted(b, None), ["shared", "startup", "fsmounts", "applications", "task", "ends"])


@case
def only_the_folders_of_a_list_are_mounted(b):
    equal(mounted(b, [{"source": "Task"}]), ["task", "ends"])
    equal(mounted(b, [{"source": "Shared"}, {"source": "VfsMounts"}, {"source": "Task"}]),
          ["shared", "fsmounts", "task", "ends"])
    equal(mounted(b, [{"source": "Startup"}, {"source": "Applications"}, {"source": "JobPrep"}, {"source": "Startup"}]),
          ["startup", "applications", "ends"])


@case
def with_an_empty_list_nothing_is_mounted_and_there_is_a_working_directory(b):
    equal(mounted(b, []), ["ends"])
    equal(b.shell("pwd | grep -c /wd; echo lost >file; cat file", {"containerHostBatchBindMounts": []}), "1\nlost\n")
    status, _ = b.server.api("GET", "/jobs/%s/tasks/t/files/wd/file" % b.last)
    equal(status, 404)


@case
def a_mount_can_be_read_only(b):
    equal(b.shell("touch $AZ_BATCH_NODE_SHARED_DIR/x 2>/dev/null || echo read-only; touch here && echo writable", {
        "containerHostBatchBindMounts": [{"source": "Shared", "isReadOnly": True}, {"source": "Task"}]}),
          "read-only\nwritable\n")


# Ends


@case
def exit_codes_are_the_commands(b):
    for code in (0, 1, 3, 125, 126, 127, 200):
        info = b.run("/bin/sh -c 'exit %d'" % code)[0]
        equal(info["exitCode"], code)
        equal(info["result"], "success" if code == 0 else "failure")
    equal(info["failureInfo"]["code"], "FailureExitCode")
    equal(b.run("/bin/sh -c 'kill -9 $$'", {"containerRunOptions": "--init=false --pid host"})[0]["exitCode"], 137)


@case
def a_task_that_says_error_and_exits_with_125_has_run(b):
    equal(b.run("/bin/sh -c 'echo Error: mine >&2; exit 125'")[0]["exitCode"], 125)


@case
def a_command_that_is_not_in_the_image_fails_with_127(b):
    equal(b.run("no-such-program")[0]["exitCode"], 127)


@case
def a_failed_container_task_is_tried_again(b):
    job = b.job()
    b.add(job, "/bin/sh -c 'echo x >>$AZ_BATCH_NODE_SHARED_DIR/%s; [ $(wc -l <$AZ_BATCH_NODE_SHARED_DIR/%s) = 3 ]'" % (
        job, job), constraints={"maxTaskRetryCount": 3})
    info = b.done(job)
    equal((info["exitCode"], info["retryCount"]), (0, 2))


@case
def a_task_that_takes_too_long_ends_with_its_container(b):
    job = b.job()
    b.add(job, "/bin/sh -c 'trap : TERM; sleep 300 & wait; sleep 300'", constraints={"maxWallClockTime": "PT2S"})
    info = b.done(job)
    equal(info["failureInfo"]["code"], "TaskEnded")
    b.no_container()


@case
def a_task_that_is_terminated_takes_its_container_along(b):
    job = b.job()
    b.add(job, "sleep 300")
    wait(b.engine.containers, 20, "there is no container")
    equal(b.server.api("POST", "/jobs/%s/tasks/t/terminate" % job)[0], 204)
    b.done(job)
    b.no_container()


@case
def an_engine_that_loses_a_container_fails_its_task(b):
    job = b.job()
    b.add(job, "sleep 300")
    wait(lambda: b.engine.run("ps", "--quiet").split(), 20, "there is no container")
    b.engine.run("rm", "--force", *b.engine.containers())
    info = b.done(job)
    check(info["result"] == "failure" and info["exitCode"] == 137, str(info))


@case
def a_container_dies_with_its_node_and_with_its_pool(b):
    pool = b.pool(nodes=2, slots=2)
    job = b.job(pool)
    for i in range(4):
        b.add(job, "sleep 300", name="t%d" % i)
    wait(lambda: len(b.engine.run("ps", "--quiet").split()) == 4, 30, "there are not four containers")
    # The tasks go back to the queue; nothing may run them again.
    b.server.api("POST", "/jobs/%s/disable" % job, {"disableTasks": "requeue"})
    b.no_container()
    b.server.api("POST", "/jobs/%s/enable" % job)
    wait(lambda: len(b.engine.run("ps", "--quiet").split()) == 4, 30, "they do not run again")
    b.server.api("DELETE", "/pools/" + pool)
    b.no_container()
    b.server.api("DELETE", "/jobs/" + job)


# What the service shows


@case
def a_task_shows_its_container(b):
    job = b.job()
    b.add(job, "sleep 300")
    wait(lambda: b.task(job)["executionInfo"].get("containerInfo"), 20, "there is no containerInfo")
    running = b.task(job)["executionInfo"]["containerInfo"]
    equal(running["state"], "running")
    check(b.engine.run("ps", "--no-trunc", "--quiet").split() == [running["containerId"]], "another id: %s" % running)
    b.server.api("POST", "/jobs/%s/tasks/t/terminate" % job)
    b.done(job)
    info = b.run("true")[0]["containerInfo"]
    equal((len(info["containerId"]), info["state"], info["error"]), (64, "exited", ""))
    info = b.run("true", {"containerRunOptions": "--workdir /no/such"})[0]["containerInfo"]
    check(info["state"] == "created" and "/no/such" in info["error"], str(info))
    plain = b.pool(configuration=False)
    check("containerInfo" not in b.run("true", False, pool=plain)[0], "a process has a container")


@case
def start_tasks_run_in_containers(b):
    pool = b.pool(startTask={"commandLine": "/bin/sh -c 'id -u; echo ready >$AZ_BATCH_NODE_SHARED_DIR/ready'",
                             "containerSettings": {"imageName": "busy:1"}, "waitForSuccess": True})
    node = b.node(pool, "idle")
    equal(node["startTaskInfo"]["exitCode"], 0)
    equal(node["startTaskInfo"]["containerInfo"]["state"], "exited")
    equal(b.shell("cat $AZ_BATCH_NODE_SHARED_DIR/ready", pool=pool), "ready\n")


@case
def a_start_task_that_needs_no_container_gets_none(b):
    pool = b.pool(startTask={"commandLine": "true", "waitForSuccess": True})
    check("containerInfo" not in b.node(pool, "idle")["startTaskInfo"], "it has one")


@case
def preparation_and_release_tasks_run_in_containers(b):
    settings = {"imageName": "busy:1"}
    job = b.job(jobPreparationTask={"commandLine": "/bin/sh -c 'echo prepared >p.txt'", "containerSettings": settings},
                jobReleaseTask={"commandLine": "/bin/sh -c 'echo released'", "containerSettings": settings})
    out = b.shell("cat $AZ_BATCH_JOB_PREP_WORKING_DIR/p.txt", {"containerHostBatchBindMounts": [
        {"source": "JobPrep", "isReadOnly": True}, {"source": "Task"}]}, job=job)
    equal(out, "prepared\n")
    b.server.api("POST", "/jobs/%s/terminate" % job)

    def status():
        return b.server.api("GET", "/jobs/%s/jobpreparationandreleasetaskstatus" % job)[1]["value"][0]

    wait(lambda: status().get("jobReleaseTaskExecutionInfo", {}).get("state") == "completed", 30, "it is not released")
    for name in ("jobPreparationTaskExecutionInfo", "jobReleaseTaskExecutionInfo"):
        equal((status()[name]["exitCode"], status()[name]["containerInfo"]["state"]), (0, "exited"))


@case
def a_manager_task_runs_in_a_container(b):
    job = b.job(jobManagerTask={"id": "manager", "commandLine": "/bin/sh -c 'echo manages $AZ_BATCH_TASK_ID'",
                                "containerSettings": {"imageName": "busy:1"}, "killJobOnCompletion": True})
    equal(b.done(job, "manager")["exitCode"], 0)
    equal(b.file(job, "stdout.txt", "manager"), "manages manager\n")


@case
def a_multi_instance_task_runs_in_containers_on_all_its_nodes(b):
    pool = b.pool(nodes=2, slots=1, enableInterNodeCommunication=True)
    job = b.job(pool)
    b.add(job, "/bin/sh -c 'cat $AZ_BATCH_TASK_SHARED_DIR/here; echo $AZ_BATCH_IS_CURRENT_NODE_MASTER'",
          multiInstanceSettings={"numberOfInstances": 2,
                                 "coordinationCommandLine": "/bin/sh -c 'echo met >$AZ_BATCH_TASK_SHARED_DIR/here'"})
    equal(b.done(job)["exitCode"], 0)
    equal(b.file(job, "stdout.txt"), "met\ntrue\n")
    subtasks = b.server.api("GET", "/jobs/%s/tasks/t/subtasksinfo" % job)[1]["value"]
    equal([s["containerInfo"]["state"] for s in subtasks], ["exited"])


# Pools with and without containers


@case
def a_pool_without_containers_runs_none(b):
    plain = b.pool(configuration=False)
    failed(b.run("true", pool=plain)[0], "ContainerPoolNotSupported")


@case
def a_pool_for_containers_runs_no_task_without_one(b):
    failed(b.run("true", False)[0], "ContainerTaskSettingsNotFound")


# Images and registries


@case
def an_image_that_nobody_has_fails_its_task(b):
    failed(b.run("true", image="%s/none:1" % b.engine.server,
                 settings={"registry": b.engine.login()})[0], "ContainerInvalidImage", "none:1")
    failed(b.run("true", image="127.0.0.1:1/nobody/there:1")[0], "ContainerInvalidImage", "there:1")


@case
def an_image_is_pulled_with_the_login_of_the_pool(b):
    b.engine.run("rmi", "--force", "%s/private:1" % b.engine.server, check=False)
    pool = b.pool(configuration={"containerRegistries": [b.engine.login()]})
    equal(b.shell("echo pulled", image="%s/private:1" % b.engine.server, pool=pool), "pulled\n")


@case
def an_image_is_pulled_with_the_login_of_the_task(b):
    image = "%s/again:1" % b.engine.server
    equal(b.shell("echo pulled", {"registry": b.engine.login()}, image=image), "pulled\n")
    # It is gone behind the fake's back: it is pulled once more.
    b.engine.run("rmi", "--force", image)
    equal(b.shell("echo once more", {"registry": b.engine.login()}, image=image), "once more\n")


@case
def without_a_login_a_registry_gives_nothing(b):
    image = "%s/private:1" % b.engine.server
    b.engine.run("rmi", "--force", image, check=False)
    failed(b.run("true", image=image, pool=b.pool())[0], "ContainerInvalidImage")


@case
def a_wrong_password_fails_the_task_also_for_an_image_that_is_there(b):
    wrong = b.engine.login("wrong-secret-55")
    b.engine.run("pull", "--quiet", "--tls-verify=false", "--creds", "%s:%s" % (USER, PASSWORD),
                 "%s/private:1" % b.engine.server)
    pool = b.pool(configuration={"containerRegistries": [wrong]})
    failure = failed(b.run("true", image="%s/private:1" % b.engine.server, pool=pool)[0], "ContainerInvalidRegistry",
                     b.engine.server)
    check("wrong-secret" not in json.dumps(failure), "the failure shows the password")


@case
def images_of_a_pool_are_there_before_its_nodes_are_idle(b):
    image = "%s/prefetched:1" % b.engine.server
    pool = b.pool(configuration={"containerImageNames": [image], "containerRegistries": [b.engine.login()]})
    b.node(pool, "idle")
    check(image in b.engine.run("images", "--format", "{{.Repository}}:{{.Tag}}"), "it was not fetched")


@case
def a_node_that_cannot_have_an_image_of_its_pool_is_unusable(b):
    pool = b.pool(configuration={"containerImageNames": ["%s/none:1" % b.engine.server],
                                 "containerRegistries": [b.engine.login()]})
    node = b.node(pool, "unusable")
    equal(node["errors"][0]["code"], "ContainerInvalidImage")
    pool = b.pool(configuration={"containerImageNames": ["%s/private:1" % b.engine.server],
                                 "containerRegistries": [b.engine.login("wrong-secret-55")]})
    equal(b.node(pool, "unusable")["errors"][0]["code"], "ContainerInvalidRegistry")


@case
def no_password_is_in_an_answer_a_log_or_a_file(b):
    pool = b.pool(configuration={"containerRegistries": [b.engine.login()]})
    job = b.job(pool)
    b.add(job, "sleep 2", {"registry": b.engine.login()}, image="%s/private:1" % b.engine.server)
    seen = []
    while b.task(job)["state"] != "completed":
        for entry in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
            try:
                seen.append(entry.read_bytes().decode("utf-8", "replace"))
            except OSError:
                pass
    for path in ("/pools/" + pool, "/pools", "/jobs/%s/tasks/t" % job, "/jobs/%s/tasks" % job):
        answer = json.dumps(b.server.api("GET", path)[1])
        check(PASSWORD not in answer and "registryServer" in answer, "%s: %s" % (path, answer))
    check(not any(PASSWORD in line for line in seen), "it was on a command line")
    check(PASSWORD not in b.server.stderr(), "it is in the log")
    secret = [PASSWORD, subprocess.run(["base64"], input="%s:%s" % (USER, PASSWORD), stdout=subprocess.PIPE,
                                       text=True).stdout.strip()]
    for folder in (b.server.folder, os.path.expanduser("~/.docker"), os.path.expanduser("~/.config/containers"),
                   "/run/containers"):
        for file in pathlib.Path(folder).rglob("*"):
            try:
                text = file.read_text(errors="replace") if file.is_file() else ""
            except OSError:
                continue
            check(not any(word in text for word in secret), "it is in %s" % file)


# Engines


def with_engine(b, argument, environment=None):
    """A server with another engine, and a bench for it."""
    server = Server(*argument, env=environment)
    bench = Bench(b.engine, server)
    bench.usual = bench.pool()
    return server, bench


def health(server):
    return json.dumps(server.api("GET", "/__batchbench/health")[1])


@case
def the_engine_is_named(b):
    wait(lambda: "podman 4" in health(b.server) or "podman" in health(b.server), 20, health(b.server))


@case
def an_option_and_a_variable_choose_the_engine_or_none(b):
    for argument, environment in ((["--container-engine", "none"], {}), ([], {"BATCHBENCH_CONTAINER_ENGINE": "none"})):
        server, bench = with_engine(b, argument, environment)
        with server:
            check("none" in health(server), health(server))
            failed(bench.run("true")[0], "ContainerPoolNotSupported")
            server.end()
    server, bench = with_engine(b, ["--container-engine", "podman"], {"BATCHBENCH_CONTAINER_ENGINE": "none"})
    with server:
        equal(bench.shell("echo runs"), "runs\n")
        server.end()


@case
def a_docker_without_an_engine_does_not_win_over_podman(b):
    folder = pathlib.Path(b.engine.folder / "bin")
    folder.mkdir(exist_ok=True)
    (folder / "docker").write_text("#!/bin/sh\n[ \"$1\" != --version ] || { echo Docker version 1; exit; }\n"
                                   "echo Cannot connect to the Docker daemon at unix:///x. Is it running? >&2\nexit 1\n")
    (folder / "docker").chmod(0o755)
    path = "%s:%s" % (folder, os.environ["PATH"])
    server, bench = with_engine(b, [], {"PATH": path})
    with server:
        equal(bench.shell("echo podman"), "podman\n")
        server.end()
    server, bench = with_engine(b, ["--container-engine", str(folder / "docker")])
    with server:
        failed(bench.run("true")[0], "ContainerMiscError", "Cannot connect to the Docker daemon")
        wait(lambda: "Cannot connect" in health(server), 20, health(server))
        server.end()


@case
def an_engine_that_does_not_exist_is_refused_at_the_start(b):
    done = run("serve", "--container-engine", "/no/such/engine")
    check(done.returncode not in (0, 1) and "/no/such/engine" in done.stderr, "%s %s" % (done.returncode, done.stderr))


# Nothing is left


def mounts():
    return pathlib.Path("/proc/self/mounts").read_text().count("\n")


@case
def two_hundred_tasks_on_four_slots_leave_nothing(b):
    before = mounts()
    server, bench = with_engine(b, [])
    with server:
        job = bench.job()
        tasks = [{"id": "t%03d" % i, "commandLine": "/bin/sh -c 'echo %d'" % i,
                  "containerSettings": {"imageName": "busy:1"}} for i in range(200)]
        for start in (0, 100):
            equal(server.api("POST", "/jobs/%s/addtaskcollection" % job, {"value": tasks[start:start + 100]})[0], 200)

        def counts():
            return server.api("GET", "/jobs/%s/taskcounts" % job)[1]["taskCounts"]

        wait(lambda: counts()["completed"] == 200, 900, "not all of the 200 tasks have ended")
        equal(counts()["succeeded"], 200)
        b.no_container()
        left = [p for p in pathlib.Path(server.folder).glob("batchbench-*/containers/*")]
        equal(left, [])
        server.end()
    wait(lambda: mounts() <= before, 10, "mounts are left")


@case
def a_server_that_is_killed_at_any_moment_leaves_nothing(b):
    chance = random.Random(24)
    for attempt in range(10):
        server, bench = with_engine(b, [])
        with server:
            job = bench.job()
            for i in range(4):
                bench.add(job, "/bin/sh -c 'sleep 300 & sleep 300'", name="t%d" % i)
            time.sleep(chance.uniform(0, 2.5))
            server.process.send_signal(signal.SIGKILL)
            server.process.wait()
            wait(lambda: not os.listdir(server.folder), 30, "folders are left: %s" % os.listdir(server.folder))
            wait(lambda: not processes(server.folder), 10, "processes are left: %s" % processes(server.folder))
            b.no_container()
            wait(lambda: not processes("batchbench-%d-" % server.process.pid), 10, "processes are left")


@case
def what_a_killed_server_left_is_removed_by_the_next(b):
    server, bench = with_engine(b, [])
    with server:
        bench.add(bench.job(), "sleep 300")
        wait(lambda: b.engine.run("ps", "--quiet").split(), 20, "there is no container")
        # Its watchdog is killed with it.
        for pid in [server.process.pid, *processes("batchbench-watchdog")]:
            os.kill(pid, signal.SIGKILL)
        server.process.wait()
        check(b.engine.containers(), "something else removed it")
        with Server() as following:
            b.no_container()
            following.end()


@case
def ctrl_c_ends_containers(b):
    server, bench = with_engine(b, [])
    with server:
        bench.add(bench.job(), "sleep 300")
        wait(lambda: b.engine.run("ps", "--quiet").split(), 20, "there is no container")
        server.end(seconds=15)
        b.no_container()
