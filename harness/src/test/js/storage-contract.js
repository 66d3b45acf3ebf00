// The storage contract as the JavaScript SDK sees it: its own signatures, its own encoding of names.
// Usage: node storage-contract.js ENDPOINT ACCOUNT KEY      (the endpoint ends in the account's name)
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import dns from "node:dns";
import {
  BlobSASPermissions,
  BlobServiceClient,
  ContainerSASPermissions,
  StorageSharedKeyCredential,
  newPipeline,
} from "@azure/storage-blob";

const [endpoint, account, key] = process.argv.slice(2);
if (!key) {
  console.error("usage: node storage-contract.js ENDPOINT ACCOUNT KEY");
  process.exit(2);
}
const once = { retryOptions: { maxTries: 1 } };
const service = new BlobServiceClient(
  endpoint,
  newPipeline(new StorageSharedKeyCredential(account, key), once),
);
const expiresOn = new Date(Date.now() + 3600_000);

async function refused(status, code, promise) {
  await assert.rejects(promise, (error) => {
    assert.equal(`${error.statusCode} ${error.code ?? error.details?.errorCode}`, `${status} ${code}`);
    return true;
  });
}

async function text(blob) {
  return (await blob.downloadToBuffer()).toString();
}

async function names(pages) {
  const found = [];
  for await (const page of pages) found.push(page.segment.blobItems.map((item) => item.name));
  return found;
}

const steps = {
  async "a container is made once"(container) {
    assert.equal(await container.exists(), true);
    await refused(409, "ContainerAlreadyExists", container.create());
  },
  async "a blob is what was put, whatever its name"(container) {
    for (const name of ["plain", "a b+c", "100%25 ü€😀/x&y=z", "//two//", "[x]{y}^`'()"]) {
      const blob = container.getBlockBlobClient(name);
      await blob.upload("hello", 5);
      assert.equal(await text(blob), "hello");
      assert.deepEqual(await names(container.listBlobsFlat().byPage()), [[name]]);
      await blob.delete();
    }
  },
  async "blocks become a blob, and ranges are cut out of it"(container) {
    const bytes = randomBytes(9_000_000);
    const blob = container.getBlockBlobClient("large");
    await blob.uploadData(bytes, { blockSize: 1 << 20, maxSingleShotSize: 1 << 20, concurrency: 4 });
    assert.deepEqual(await blob.downloadToBuffer(0, undefined, { blockSize: 1 << 20 }), bytes);
    assert.deepEqual(await blob.downloadToBuffer(5_000_000, 10), bytes.subarray(5_000_000, 5_000_010));
    assert.equal((await blob.getBlockList("committed")).committedBlocks.length, 9);
  },
  async "lists come in pages and by directory"(container) {
    for (let i = 0; i < 5; i++) await container.getBlockBlobClient(`d/${i}`).upload("x", 1);
    const pages = await names(container.listBlobsFlat({ prefix: "d/" }).byPage({ maxPageSize: 2 }));
    assert.deepEqual(pages, [["d/0", "d/1"], ["d/2", "d/3"], ["d/4"]]);
    const top = [];
    for await (const item of container.listBlobsByHierarchy("/")) top.push(`${item.kind} ${item.name}`);
    assert.deepEqual(top, ["prefix d/"]);
  },
  async "conditions and leases are kept"(container) {
    const blob = container.getBlockBlobClient("c");
    const { etag } = await blob.upload("1", 1);
    await refused(409, "BlobAlreadyExists", blob.upload("2", 1, { conditions: { ifNoneMatch: "*" } }));
    await blob.upload("2", 1, { conditions: { ifMatch: etag } });
    await refused(412, "ConditionNotMet", blob.upload("3", 1, { conditions: { ifMatch: etag } }));
    const lease = blob.getBlobLeaseClient();
    await lease.acquireLease(-1);
    await refused(412, "LeaseIdMissing", blob.delete());
    await lease.releaseLease();
  },
  async "metadata, tags and snapshots are kept"(container) {
    const blob = container.getBlockBlobClient("m");
    await blob.upload("1", 1, { metadata: { a: "b" }, tags: { t: "1" } });
    assert.deepEqual((await blob.getProperties()).metadata, { a: "b" });
    assert.deepEqual((await blob.getTags()).tags, { t: "1" });
    const { snapshot } = await blob.createSnapshot();
    await blob.upload("2", 1);
    assert.equal(await text(blob.withSnapshot(snapshot)), "1");
    await refused(409, "SnapshotsPresent", blob.delete());
    await blob.delete({ deleteSnapshots: "include" });
  },
  async "append blobs grow"(container) {
    const log = container.getAppendBlobClient("log");
    await log.create();
    await log.appendBlock("one ", 4);
    await log.appendBlock("two", 3);
    assert.equal(await text(log), "one two");
  },
  async "copies are copies"(container) {
    const from = container.getBlockBlobClient("from");
    await from.upload("copied", 6);
    const to = container.getBlockBlobClient("to");
    await (await to.beginCopyFromURL(from.url)).pollUntilDone();
    await from.delete();
    assert.equal(await text(to), "copied");
  },
  async "signatures do what their letters say"(container) {
    const blob = container.getBlockBlobClient("s");
    await blob.upload("x", 1);
    const read = new BlobServiceClient(
      `${endpoint}?${new URL(await blob.generateSasUrl({ permissions: BlobSASPermissions.parse("r"), expiresOn })).search.slice(1)}`,
      newPipeline(undefined, once),
    ).getContainerClient(container.containerName);
    assert.equal(await text(read.getBlockBlobClient("s")), "x");
    await refused(403, "AuthorizationPermissionMismatch", read.getBlockBlobClient("s").delete());
    const list = new BlobServiceClient(
      `${endpoint}?${new URL(await container.generateSasUrl({ permissions: ContainerSASPermissions.parse("l"), expiresOn })).search.slice(1)}`,
      newPipeline(undefined, once),
    ).getContainerClient(container.containerName);
    assert.deepEqual(await names(list.listBlobsFlat().byPage()), [["s"]]);
  },
  async "a batch deletes many"(container) {
    const blobs = ["1", "2", "3"].map((name) => container.getBlockBlobClient(name));
    for (const blob of blobs) await blob.upload("x", 1);
    const credential = new StorageSharedKeyCredential(account, key);
    const answer = await service.getBlobBatchClient().deleteBlobs(blobs.map((blob) => blob.url), credential);
    assert.equal(answer.subResponsesSucceededCount, 3);
    assert.deepEqual(await names(container.listBlobsFlat().byPage()), [[]]);
  },
  async "a batch sets tiers and tells what failed"(container) {
    const there = container.getBlockBlobClient("there");
    await there.upload("x", 1);
    const urls = [there.url, container.getBlockBlobClient("missing").url];
    const credential = new StorageSharedKeyCredential(account, key);
    const answer = await service.getBlobBatchClient().setBlobsAccessTier(urls, credential, "Cool");
    assert.deepEqual(answer.subResponses.map((part) => part.status), [200, 404]);
    assert.equal(answer.subResponses[1].errorCode, "BlobNotFound");
    assert.equal((await there.getProperties()).accessTier, "Cool");
  },
  async "a batch goes to an account that the host's name has"(container) {
    // Whatever the machine's resolver thinks of it.
    const lookup = dns.lookup;
    dns.lookup = (host, ...rest) => lookup(host.endsWith(".localhost") ? "127.0.0.1" : host, ...rest);
    try {
      const credential = new StorageSharedKeyCredential(account, key);
      const hostStyle = new BlobServiceClient(
        `http://${account}.blob.localhost:${new URL(endpoint).port}`,
        newPipeline(credential, once),
      );
      const blobs = ["1", "2"].map((name) =>
        hostStyle.getContainerClient(container.containerName).getBlockBlobClient(name),
      );
      for (const blob of blobs) await blob.upload("x", 1);
      const urls = blobs.map((blob) => blob.url);
      const cooled = await hostStyle.getBlobBatchClient().setBlobsAccessTier(urls, credential, "Cool");
      assert.equal(cooled.subResponsesSucceededCount, 2);
      assert.equal((await blobs[1].getProperties()).accessTier, "Cool");
      const answer = await hostStyle.getBlobBatchClient().deleteBlobs(urls, credential);
      assert.equal(answer.subResponsesSucceededCount, 2);
    } finally {
      dns.lookup = lookup;
    }
  },
};

let failed = 0;
for (const [name, step] of Object.entries(steps)) {
  const container = service.getContainerClient(`js-${randomBytes(8).toString("hex")}`);
  await container.create();
  try {
    await step(container);
    console.log(`ok      ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAILED  ${name}: ${error.message}`);
  } finally {
    await container.deleteIfExists();
  }
}
process.exit(failed === 0 ? 0 : 1);
