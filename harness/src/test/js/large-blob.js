// A blob of 4 GiB goes up in blocks and comes down in ranges; a single put of 256 MiB is taken, too.
// Usage: node large-blob.js ENDPOINT ACCOUNT KEY
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { BlobServiceClient, StorageSharedKeyCredential } from "@azure/storage-blob";

const MIB = 1 << 20;
const BLOB = 4096 * MIB;
const AT_ONCE = 256 * MIB;
const RANGE = 64 * MIB;

const [endpoint, account, key] = process.argv.slice(2);

/** Every MiB differs from the others, so that none can be lost or change places unseen. */
function* content(length) {
  for (let at = 0; at < length; at += MIB) {
    const chunk = Buffer.alloc(MIB, at / MIB);
    chunk.writeUInt32LE(at / MIB, 0);
    yield chunk;
  }
}

function hashOf(length) {
  const hash = createHash("md5");
  for (const chunk of content(length)) hash.update(chunk);
  return hash.digest("hex");
}

async function readInRanges(blob, length) {
  const hash = createHash("md5");
  for (let at = 0; at < length; at += RANGE) {
    const answer = await blob.download(at, Math.min(RANGE, length - at));
    for await (const chunk of answer.readableStreamBody) hash.update(chunk);
  }
  return hash.digest("hex");
}

const service = new BlobServiceClient(endpoint, new StorageSharedKeyCredential(account, key));
const container = service.getContainerClient("large");
await container.createIfNotExists();

const blocks = container.getBlockBlobClient("blocks");
await blocks.uploadStream(Readable.from(content(BLOB), { objectMode: false }), 8 * MIB, 4);
assert.strictEqual((await blocks.getProperties()).contentLength, BLOB);
assert.strictEqual(await readInRanges(blocks, BLOB), hashOf(BLOB));
console.log("ok      4 GiB in blocks, read in ranges");

const single = container.getBlockBlobClient("single");
await single.upload(() => Readable.from(content(AT_ONCE), { objectMode: false }), AT_ONCE);
assert.strictEqual(await readInRanges(single, AT_ONCE), hashOf(AT_ONCE));
console.log("ok      256 MiB in a single put");
await container.delete();
