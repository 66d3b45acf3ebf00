"""Batches of deletions and tiers with Microsoft's Python SDK: storage_batches.py ENDPOINT ACCOUNT KEY.

Once at the endpoint, which has the account in its path, and once with the account in the host's name, which is
resolved to the same address whatever the machine's resolver thinks of it.
"""
import socket
import sys
import urllib.parse
import uuid

from azure.core.exceptions import HttpResponseError
from azure.storage.blob import BlobServiceClient, PartialBatchErrorException

endpoint, account, key = sys.argv[1:]
address = urllib.parse.urlsplit(endpoint)
resolve = socket.getaddrinfo


def resolved(host, *rest, **options):
    return resolve(address.hostname if str(host).endswith(".localhost") else host, *rest, **options)


socket.getaddrinfo = resolved


def statuses(answers):
    return [answer.status_code for answer in answers]


def batches(url):
    service = BlobServiceClient(url, credential={"account_name": account, "account_key": key}, retry_total=0)
    container = service.create_container(f"batches-{uuid.uuid4()}")
    names = ["a", "b c", "d/e"]
    for name in names:
        container.upload_blob(name, b"x")
    assert statuses(container.set_standard_blob_tier_blobs("Cool", *names)) == [200, 200, 200]
    assert container.get_blob_client("b c").get_blob_properties().blob_tier == "Cool"
    assert statuses(container.delete_blobs(*names)) == [202, 202, 202]
    assert list(container.list_blobs()) == []
    container.upload_blob("a", b"x")
    try:
        container.delete_blobs("missing", "a")
        raise AssertionError("nothing failed")
    except PartialBatchErrorException as failed:
        assert statuses(failed.parts) == [404, 202], statuses(failed.parts)
    container.delete_container()


for url in (endpoint, f"http://{account}.blob.localhost:{address.port}"):
    try:
        batches(url)
    except HttpResponseError as refused:
        sys.exit(f"{url}: {refused.message}")
    print("ok", url)
