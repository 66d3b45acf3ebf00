"""Keeps this process, and those that it starts from then on, from every network but the loopback of their own.

As a program, `isolated.py COMMAND...` runs a command so.
"""

import ctypes
import fcntl
import os
import socket
import struct
import subprocess
import sys

CLONE_NEWNS = 0x00020000
CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
SIOCSIFFLAGS = 0x8914
IFF_UP = 0x1


def isolate():
    """Whether it could be done: it needs Linux, and root or namespaces for users. Mounts are this process's own afterwards, too."""
    unshare = getattr(ctypes.CDLL(None, use_errno=True), "unshare", None)
    if unshare is None:
        return False
    uid, gid = os.getuid(), os.getgid()
    if unshare(CLONE_NEWNET | CLONE_NEWNS):
        if unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWNS):
            return False
        for name, text in (("setgroups", "deny"), ("uid_map", f"0 {uid} 1"), ("gid_map", f"0 {gid} 1")):
            with open(f"/proc/self/{name}", "w", encoding="ascii") as file:
                file.write(text)
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", IFF_UP))
    return True


def own_hosts(line, folder):
    """Adds a line to /etc/hosts as this process and those that it starts see it, once it is isolated; `folder` has the file."""
    hosts = folder / "hosts"
    with open("/etc/hosts", encoding="utf-8") as known:
        hosts.write_text(f"{known.read()}\n{line}\n", encoding="utf-8")
    # Or the machine itself would see it where mounts are shared.
    subprocess.run(["mount", "--make-rprivate", "/"], check=True)
    subprocess.run(["mount", "--bind", hosts, "/etc/hosts"], check=True)


def way_out():
    """Whether an address of the internet can be reached; nothing is sent, as only a route is asked for."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 443))
            return True
        except OSError:
            return False


def isolate_or_say():
    """Isolates, and says whether it could."""
    print("no way out of here" if isolate() and not way_out() else "this machine lets nobody close the way out: the programs could reach the internet")
    sys.stdout.flush()


if __name__ == "__main__":
    isolate_or_say()
    os.execvp(sys.argv[1], sys.argv[1:])
