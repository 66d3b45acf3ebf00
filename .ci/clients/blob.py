"""The calls of azure-storage-blob, sync and aio: blob.py KEPT COLUMN sync|aio."""

import asyncio
import base64
import datetime
import inspect
import json
import os
import sys

from azure.core import MatchConditions
from azure.storage import blob as sync_package
from azure.storage.blob import aio as aio_package
from azure.storage.blob import BlobSasPermissions, ContentSettings, StandardBlobTier, generate_blob_sas
from tried import Tried

kept, column, way = sys.argv[1:]
fake = json.loads(os.environ["FAKE"])
loop = asyncio.new_event_loop()
package = sync_package if way == "sync" else aio_package
service = package.BlobServiceClient.from_connection_string(fake["connectionString"], retry_total=0)
tried = Tried(column)


def done(answer):
    """What a call comes to, whether it is awaited or not; a list of what it pages."""
    if inspect.isawaitable(answer):
        return loop.run_until_complete(answer)
    if hasattr(answer, "__aiter__"):
        return loop.run_until_complete(collected(answer))
    return answer


async def collected(pages):
    return [item async for item in pages]


def works(call, attempt, *expected):
    return tried.works(call, lambda: attempt(), *expected)


def said(refusal):
    return f"{refusal.status_code} {refusal.error_code.value if hasattr(refusal.error_code, 'value') else refusal.error_code}"


def refused(call, answer, attempt):
    tried.refused(call, answer, lambda: done(attempt()), said)


def names(pages):
    return [item.name for item in done(pages)]


def content(blob, **options):
    return done(done(blob.download_blob(**options)).readall())


def containers():
    tried.section("containers")
    container = service.get_container_client("texts")
    works("`create_container`", lambda: done(container.create_container(metadata={"a": "b"})) and None)
    works("`exists`", lambda: done(container.exists()), True)
    works("`get_container_properties`", lambda: done(container.get_container_properties()).metadata, {"a": "b"})
    works("`set_container_metadata`", lambda: done(container.set_container_metadata({"c": "d"})) and None)
    works("`list_containers`", lambda: names(service.list_containers(name_starts_with="te")), ["texts"])
    works("`get_service_properties`", lambda: "cors" in done(service.get_service_properties()), True)
    works("`get_account_information`", lambda: done(service.get_account_information())["account_kind"], "StorageV2")
    works("`set_container_access_policy`", lambda: done(container.set_container_access_policy({}, public_access="blob")) and None)
    works("`get_container_access_policy`", lambda: done(container.get_container_access_policy())["public_access"], "blob")
    works("`acquire_lease`, `break_lease`", lambda: broken(container))
    refused("`create_container` once more", "409 ContainerAlreadyExists", container.create_container)
    refused("`get_container_properties` of none", "404 ContainerNotFound", service.get_container_client("none").get_container_properties)
    refused("`create_container` of a bad name", "400 InvalidResourceName", service.get_container_client("Bad_Name").create_container)


def broken(client):
    lease = done(client.acquire_lease(lease_duration=15))
    done(lease.break_lease(lease_break_period=0))


def blobs():
    tried.section("blobs")
    container = service.get_container_client("texts")
    blob = container.get_blob_client("dir/ü b+c.txt")
    works("`upload_blob`", lambda: done(blob.upload_blob(b"hello", content_settings=ContentSettings(content_type="text/plain"), metadata={"a": "b"})) and None)
    works("`download_blob`", lambda: content(blob), b"hello")
    works("`download_blob`, `offset`, `length`", lambda: content(blob, offset=1, length=3), b"ell")
    works("`get_blob_properties`", lambda: done(blob.get_blob_properties()).content_settings.content_type, "text/plain")
    large = os.urandom(9_000_000)
    big = package.BlobClient.from_connection_string(fake["connectionString"], "texts", "big", max_block_size=1 << 20, max_single_put_size=1 << 20, max_single_get_size=1 << 20)
    works("`upload_blob` in blocks, `max_concurrency`", lambda: done(big.upload_blob(large, max_concurrency=3, overwrite=True)) and None)
    works("`download_blob` in ranges, `max_concurrency`", lambda: content(big, max_concurrency=3) == large, True)
    works("`list_blobs`", lambda: names(container.list_blobs()), ["big", "dir/ü b+c.txt"])
    works("`list_blobs`, `results_per_page`", lambda: names(container.list_blobs(results_per_page=1)), ["big", "dir/ü b+c.txt"])
    works("`walk_blobs`", lambda: sorted(names(container.walk_blobs())), ["big", "dir/"])
    works("`stage_block`, `commit_block_list`, `get_block_list`", lambda: staged(container.get_blob_client("blocks")), (1, 0))
    works("`create_append_blob`, `append_block`", lambda: appended(container.get_blob_client("log")), b"onetwo")
    works("`set_blob_metadata`", lambda: done(blob.set_blob_metadata({"c": "d"})) and None)
    works("`set_http_headers`", lambda: done(blob.set_http_headers(ContentSettings(cache_control="no-cache"))) and None)
    works("`set_blob_tags`, `get_blob_tags`", lambda: (done(blob.set_blob_tags({"k": "v"})), done(blob.get_blob_tags()))[1], {"k": "v"})
    works("`find_blobs_by_tags`", lambda: names(service.find_blobs_by_tags("\"k\"='v'")), ["dir/ü b+c.txt"])
    works("`create_snapshot`", lambda: bool(done(blob.create_snapshot())["snapshot"]), True)
    works("`set_standard_blob_tier`", lambda: done(blob.set_standard_blob_tier(StandardBlobTier.COOL)))
    works("`start_copy_from_url`", lambda: done(container.get_blob_client("copy").start_copy_from_url(blob.url))["copy_status"], "success")
    works("`generate_blob_sas`", lambda: content(package.BlobClient.from_blob_url(f"{blob.url}?{sas(blob, read=True)}")), b"hello")
    works("`acquire_lease`, `break_lease`", lambda: broken(blob))
    works("`upload_blob`, only if not modified", lambda: done(blob.upload_blob(b"again", overwrite=True, etag=done(blob.get_blob_properties()).etag, match_condition=MatchConditions.IfNotModified)) and None)
    refused("`upload_blob` once more", "409 BlobAlreadyExists", lambda: blob.upload_blob(b"x"))
    refused("`upload_blob`, only if not modified, the etag is an old one", "412 ConditionNotMet", lambda: blob.upload_blob(b"x", overwrite=True, etag='"0x8D0"', match_condition=MatchConditions.IfNotModified))
    refused("`download_blob` of none", "404 BlobNotFound", container.get_blob_client("none").download_blob)
    refused("`download_blob` past its end", "416 InvalidRange", lambda: blob.download_blob(offset=100, length=5))
    refused("`download_blob` with a SAS to write", "403 AuthorizationPermissionMismatch", package.BlobClient.from_blob_url(f"{blob.url}?{sas(blob, write=True)}").download_blob)
    refused("another key", "403 AuthenticationFailed", lambda: package.BlobServiceClient(fake["blobEndpoint"], credential=base64.b64encode(b"another").decode(), retry_total=0).get_service_properties())
    refused("`create_page_blob`", "501 NotImplemented", lambda: container.get_blob_client("page").create_page_blob(512))
    works("`delete_blob`, `delete_snapshots`", lambda: done(blob.delete_blob(delete_snapshots="include")))
    works("`delete_blobs`, a batch", lambda: [answer.status_code for answer in done(deleted(container, "big", "log"))], [202, 202])
    works("`delete_container`", lambda: done(container.delete_container()))


def deleted(container, *blobs):
    if way == "sync":
        return list(container.delete_blobs(*blobs))

    async def parts():
        return [answer async for answer in await container.delete_blobs(*blobs)]

    return parts()


def staged(blob):
    done(blob.stage_block("YQ==", b"one"))
    done(blob.commit_block_list([sync_package.BlobBlock("YQ==")]))
    committed, uncommitted = done(blob.get_block_list("all"))
    return len(committed), len(uncommitted)


def appended(blob):
    done(blob.create_append_blob())
    done(blob.append_block(b"one"))
    done(blob.append_block(b"two"))
    return content(blob)


def sas(blob, **permission):
    expiry = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=1)
    return generate_blob_sas(fake["storageAccount"], "texts", blob.blob_name, account_key=fake["storageKey"], permission=BlobSasPermissions(**permission), expiry=expiry)


containers()
blobs()
done(service.close())
tried.save(kept)
