"""What is there before and after a workflow, by the SDKs that Snakemake's plugins bring, which go to the cloud's own names."""

import json
import os
import sys
import time

from azure.identity import EnvironmentCredential
from azure.mgmt.batch import BatchManagementClient
from azure.storage.blob import BlobServiceClient

PATIENCE_SECONDS = 60

fake = json.loads(os.environ["FAKE"])
blobs = BlobServiceClient(f"https://{fake['storageAccount']}.blob.core.windows.net", credential=EnvironmentCredential())
management = BatchManagementClient(EnvironmentCredential(), fake["subscriptionId"])


def pools():
    return [pool.name for pool in management.pool.list_by_batch_account(fake["resourceGroup"], fake["account"])]


def before():
    blobs.create_container("work")
    account = management.batch_account.get(fake["resourceGroup"], fake["account"])
    assert account.account_endpoint in fake["hosts"], account.account_endpoint
    assert pools() == []


def after():
    squares = [number * number for number in range(1, 101)]
    expected = {"numbers.txt": range(1, 101), "squares.txt": squares, "total.txt": [sum(squares)]}
    container = blobs.get_container_client("work")
    found = {name: container.download_blob(name).readall().decode() for name in container.list_blob_names() if name in expected}
    assert found == {name: "".join(f"{number}\n" for number in numbers) for name, numbers in expected.items()}, found
    until = time.monotonic() + PATIENCE_SECONDS
    while pools() and time.monotonic() < until:
        time.sleep(0.1)
    assert pools() == []
    print("three rules, their files in blob storage as they should be, and the pool gone")


{"before": before, "after": after}[sys.argv[1]]()
