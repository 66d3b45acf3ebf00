"""Podman with a storage of its own, images that need no network, and a registry on loopback."""

import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request

# What a machine without systemd's help lets Podman have.
CONTAINERS_CONF = """\
[containers]
default_ulimits = ["nofile=20000:20000", "nproc=30000:30000"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
"""

USER, PASSWORD = "reader", "pass-word-7391"


class Engine:
    """Its variables are in this process's environment, so that whatever is started finds it. Every container sees the given
    folders of this machine, which it cannot change."""

    def __init__(self, *folders):
        # With a runroot of more than 50 characters Podman waits 20 seconds for each container to end.
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="e-"))
        seen = "".join('"%s:%s:ro",' % (folder, folder) for folder in folders)
        volumes = "volumes = [%s]\n" % seen if folders else ""
        (self.folder / "containers.conf").write_text(CONTAINERS_CONF.replace("[engine]", volumes + "[engine]"))
        (self.folder / "storage.conf").write_text('[storage]\ndriver = "overlay"\ngraphroot = "%s"\nrunroot = "%s"\n' % (
            self.folder / "graph", self.folder / "r"))
        os.environ["CONTAINERS_CONF"] = str(self.folder / "containers.conf")
        os.environ["CONTAINERS_STORAGE_CONF"] = str(self.folder / "storage.conf")
        self.registry = None

    def run(self, *args, check=True, stdin=None):
        done = subprocess.run(["podman", *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                              stdin=stdin, timeout=120)
        if check and done.returncode != 0:
            raise RuntimeError("podman %s: %s" % (args[0], done.stderr))
        return done.stdout

    def import_folder(self, root, name, *changes):
        with subprocess.Popen(["tar", "-C", str(root), "-c", "."], stdout=subprocess.PIPE) as tar:
            self.run("import", *[word for change in changes for word in ("--change", change)], "-", name,
                     stdin=tar.stdout)

    def make_images(self):
        busybox = self.folder / "busybox"
        (busybox / "bin").mkdir(parents=True)
        shutil.copy(shutil.which("busybox"), busybox / "bin/busybox")
        for applet in subprocess.run(["busybox", "--list"], stdout=subprocess.PIPE, text=True).stdout.split():
            if applet != "busybox":
                (busybox / "bin" / applet).symlink_to("busybox")
        for name in ("tmp", "etc", "data"):
            (busybox / name).mkdir()
        (busybox / "tmp").chmod(0o1777)
        self.import_folder(busybox, "busy:1")
        self.import_folder(busybox, "own:1", 'ENTRYPOINT ["/bin/echo","entry"]', 'CMD ["of the image"]',
                           "WORKDIR /data", "USER 4321", "ENV IN_IMAGE=yes")
        self.run("tag", "busy:1", "busy:latest")
        small = self.folder / "small"
        for program in ("/bin/sh", "/bin/cat", "/bin/ls", "/usr/bin/id", "/usr/bin/env"):
            copy_with_libraries(program, small)
        self.import_folder(small, "small:1")

    def refusal(self, image="busy:1"):
        """Why this machine lets Podman run nothing at all, as an unprivileged container does; empty if it runs."""
        tried = subprocess.run(["podman", "run", "--rm", "--network=host", image, "true"], stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, text=True, timeout=120)
        return tried.stderr.strip() or "exit code %d" % tried.returncode if tried.returncode != 0 else ""

    def start_registry(self):
        """The reference registry; one user may read and write."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.server = "127.0.0.1:%d" % port
        hashed = subprocess.run(["perl", "-e", "print crypt($ARGV[0], q($2b$05$abcdefghijklmnopqrstuu))", PASSWORD],
                                stdout=subprocess.PIPE, text=True, check=True).stdout
        (self.folder / "htpasswd").write_text("%s:%s\n" % (USER, hashed))
        (self.folder / "registry.yml").write_text(
            "version: 0.1\nlog: {level: error, accesslog: {disabled: true}}\n"
            "storage: {filesystem: {rootdirectory: %s}}\nhttp: {addr: '%s', secret: x}\n"
            "auth: {htpasswd: {realm: test, path: %s}}\n" % (
                self.folder / "registry", self.server, self.folder / "htpasswd"))
        self.registry = subprocess.Popen(["docker-registry", "serve", str(self.folder / "registry.yml")],
                                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            try:
                urllib.request.urlopen("http://%s/v2/" % self.server, timeout=5)
            except urllib.error.HTTPError:
                break  # It wants to know who asks.
            except OSError:
                time.sleep(0.05)
        for name in ("private", "prefetched", "again"):
            self.run("push", "--quiet", "--tls-verify=false", "--creds", "%s:%s" % (USER, PASSWORD), "busy:1",
                     "%s/%s:1" % (self.server, name))

    def login(self, password=PASSWORD):
        return {"username": USER, "password": password, "registryServer": self.server}

    def containers(self):
        return self.run("ps", "--all", "--external", "--quiet").split()

    def close(self):
        if self.registry:
            self.registry.kill()
            self.registry.wait()
        self.run("rm", "--all", "--force", check=False)
        self.run("rmi", "--all", "--force", check=False)
        subprocess.run(["umount", "-l", str(self.folder / "graph/overlay")], stderr=subprocess.DEVNULL)
        shutil.rmtree(self.folder, ignore_errors=True)


def copy_with_libraries(program, root):
    files = [program] + [word for line in subprocess.run(["ldd", program], stdout=subprocess.PIPE, text=True).stdout.split(
        "\n") for word in line.split() if word.startswith("/")]
    for file in files:
        target = root / file.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, target)
