"""Debian's `az`."""

import shutil
import subprocess

DEBIAN = "2.45.0"


def debians(folder):
    """Where Debian's az can be imported from, unpacked and not installed; nothing where apt has not this version."""
    if not shutil.which("apt-get"):
        return None
    packages = needed()
    if not packages:
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        packages = needed()
    if not packages:
        return None
    folder.mkdir()
    subprocess.run(["apt-get", "download", "-qq", *packages], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    for package in folder.glob("*.deb"):
        subprocess.run(["dpkg-deb", "--extract", package, folder / "root"], check=True)
    return folder / "root/usr/lib/python3/dist-packages"


def needed():
    """az itself, if apt knows that version, and whatever else apt would install with it."""
    planned = subprocess.run(
        ["apt-get", "install", "--dry-run", "--reinstall", "--no-install-recommends", "azure-cli"], capture_output=True, text=True
    )
    lines = [line.split() for line in planned.stdout.splitlines() if line.startswith("Inst ")]
    return [words[1] for words in lines] if any(DEBIAN in word for words in lines for word in words) else []


def program(folder):
    """A folder with nothing but Debian's az as a program; nothing where there is none."""
    modules = debians(folder / "apt")
    if not modules:
        return None
    programs = folder / "debian"
    programs.mkdir()
    az = programs / "az"
    az.write_text(f'#!/bin/sh\nPYTHONPATH="{modules}" exec /usr/bin/python3 -m azure.cli "$@"\n', encoding="utf-8")
    az.chmod(0o755)
    return programs
