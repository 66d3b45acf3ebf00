"""What is done with azcopy: azcopy_calls.py KEPT COLUMN sas|token AZCOPY. With `token` it logs in as an application."""

import filecmp
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from access import Access
from tried import Tried

kept, column, way, azcopy = sys.argv[1:]
fake = json.loads(os.environ["FAKE"])
access = Access(fake, "token" if way == "token" else "key")
tried = Tried(column)
temporary = tempfile.TemporaryDirectory(prefix="batchbench-azcopy-")
folder = Path(temporary.name)
texts = folder / "texts"
(texts / "below").mkdir(parents=True)
(texts / "a b+c.txt").write_text("hello")
(texts / "below" / "large.bin").write_bytes(os.urandom(9_000_000))
for name in ("first", "second"):
    access.blobs().create_container(name)
HOST = fake["blobEndpoint"].split("/")[2]
ENVIRONMENT = dict(os.environ, AZCOPY_LOG_LOCATION=str(folder / "log"), AZCOPY_JOB_PLAN_LOCATION=str(folder / "plan"))
if "caBundle" in fake:
    ENVIRONMENT["SSL_CERT_FILE"] = fake["caBundle"]
if way == "token":
    ENVIRONMENT.update(
        AZCOPY_AUTO_LOGIN_TYPE="SPN",
        AZCOPY_ACTIVE_DIRECTORY_ENDPOINT=fake["authority"],
        AZCOPY_TENANT_ID="adfs",
        AZCOPY_SPA_APPLICATION_ID=fake["clientId"],
        AZCOPY_SPA_CLIENT_SECRET=fake["clientSecret"],
    )


def url(container, rest=""):
    """With a SAS, or without one for who has logged in."""
    if way == "token":
        return f"{fake['blobEndpoint']}/{container}{rest}"
    address, _, query = access.container_url(container, "racwdl").partition("?")
    return f"{address}{rest}?{query}"


def run(*arguments):
    options = [f"--trusted-microsoft-suffixes={HOST}"] if way == "token" else []
    ended = subprocess.run([azcopy, *arguments, *options], env=ENVIRONMENT, capture_output=True, text=True, timeout=120)
    if ended.returncode:
        raise AssertionError(f"exit code {ended.returncode}: {(ended.stdout + ended.stderr)[-2000:]}")
    return ended.stdout


def names(container):
    return sorted(blob.name for blob in access.blobs().get_container_client(container).list_blobs())


def uploaded():
    run("copy", f"{texts}/*", url("first"), "--recursive", "--from-to=LocalBlob", "--block-size-mb=1")
    return names("first")


def downloaded():
    run("copy", url("first", "/*"), str(folder / "down"), "--recursive", "--from-to=BlobLocal")
    return filecmp.cmp(folder / "down/below/large.bin", texts / "below/large.bin", shallow=False)


def copied():
    run("copy", url("first"), url("second"), "--recursive", "--as-subdir=false", "--from-to=BlobBlob")
    return names("second")


def synced():
    (texts / "new.txt").write_text("new")
    (texts / "a b+c.txt").unlink()
    run("sync", str(texts), url("first"), "--delete-destination=true", "--from-to=LocalBlob")
    return names("first")


def removed():
    run("remove", url("first", "/new.txt"), "--from-to=BlobTrash")
    return names("first")


tried.section("azcopy")
tried.works("`copy` up, in blocks", uploaded, ["a b+c.txt", "below/large.bin"])
tried.works("`list`", lambda: "below/large.bin" in run("list", url("first"), "--location=Blob"), True)
tried.works("`copy` down", downloaded, True)
tried.works("`copy` from container to container", copied, ["a b+c.txt", "below/large.bin"])
tried.works("`sync` up, `--delete-destination`", synced, ["below/large.bin", "new.txt"])
tried.works("`remove`", removed, ["below/large.bin"])
tried.impossible("`make`", "`azcopy` knows the cloud's addresses only", lambda: run("make", url("third")), "valid top-level")
tried.save(kept)
