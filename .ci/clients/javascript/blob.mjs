// What programs do with @azure/storage-blob: node blob.mjs KEPT COLUMN key|token
import {
  BlobSASPermissions,
  BlobServiceClient,
  ContainerSASPermissions,
  generateBlobSASQueryParameters,
  StorageSharedKeyCredential,
} from '@azure/storage-blob';
import { blobClient, fake } from './access.mjs';
import { text, Tried } from './tried.mjs';

const [kept, column, way] = process.argv.slice(2);
const blobs = blobClient(way);
const container = blobs.getContainerClient('texts');
const tried = new Tried(column);
const works = (call, attempt, holds) => tried.works(call, attempt, holds);
const refused = (call, expected, attempt) => tried.refused(call, expected, attempt);
const all = async (pages) => {
  const found = [];
  for await (const item of pages) {
    found.push(item.name);
  }
  return found;
};
const soon = new Date(Date.now() + 3_600_000);

/** A SAS by the account's key, or by a user delegation key where there is none. */
async function sas(values) {
  if (way === 'key') {
    const credential = new StorageSharedKeyCredential(fake.storageAccount, fake.storageKey);
    return generateBlobSASQueryParameters({ ...values, expiresOn: soon }, credential).toString();
  }
  const key = await blobs.getUserDelegationKey(new Date(), soon);
  return generateBlobSASQueryParameters({ ...values, expiresOn: soon }, key, fake.storageAccount).toString();
}

tried.section('containers');
await works('`create`', () => container.create({ metadata: { a: 'b' } }));
await works('`exists`', () => container.exists(), (found) => found);
await works('`getProperties`', () => container.getProperties(), (found) => found.metadata.a === 'b');
await works('`setMetadata`', () => container.setMetadata({ c: 'd' }));
await works('`listContainers`', () => all(blobs.listContainers({ prefix: 'te' })), (found) => found.join() === 'texts');
await works('service `getProperties`', () => blobs.getProperties(), (found) => found.cors !== undefined);
await works('`getAccountInfo`', () => blobs.getAccountInfo(), (found) => found.accountKind === 'StorageV2');
await works('`getBlobLeaseClient`, `acquireLease`, `breakLease`', async () => {
  const lease = container.getBlobLeaseClient();
  await lease.acquireLease(15);
  return lease.breakLease(0);
});
await refused('`create` once more', '409 ContainerAlreadyExists', () => container.create());
await refused('`getProperties` of none', '404 ContainerNotFound', () => blobs.getContainerClient('none').getProperties());
await refused('`create` of a bad name', '400 InvalidResourceName', () => blobs.getContainerClient('A_b').create());

tried.section('blobs');
const blob = container.getBlockBlobClient('a b+c.txt');
await works('`upload`', () => blob.upload('hello', 5, { tags: { kind: 'text' } }));
await works('`download`', async () => text((await blob.download()).readableStreamBody), (read) => read === 'hello');
await works('`download`, a range', async () => text((await blob.download(1, 3)).readableStreamBody), (read) => read === 'ell');
await works('`downloadToBuffer`', async () => (await blob.downloadToBuffer()).toString(), (read) => read === 'hello');
await works('`getProperties`', () => blob.getProperties(), (found) => found.contentLength === 5);
await works('`uploadData` in blocks', () =>
  container.getBlockBlobClient('large').uploadData(Buffer.alloc(3_000_000, 7), {
    blockSize: 1_000_000,
    maxSingleShotSize: 1_000_000,
  }));
await works('`stageBlock`, `commitBlockList`, `getBlockList`', async () => {
  const blocks = container.getBlockBlobClient('blocks');
  const id = Buffer.from('1').toString('base64');
  await blocks.stageBlock(id, 'block', 5);
  await blocks.commitBlockList([id]);
  return blocks.getBlockList('committed');
}, (found) => found.committedBlocks.length === 1);
await works('append `create`, `appendBlock`', async () => {
  const append = container.getAppendBlobClient('append');
  await append.create();
  await append.appendBlock('line\n', 5);
  return (await append.downloadToBuffer()).toString();
}, (read) => read === 'line\n');
await works('`listBlobsFlat`', () => all(container.listBlobsFlat()), (found) => found.length === 4);
await works('`listBlobsFlat().byPage`', async () => {
  const sizes = [];
  for await (const page of container.listBlobsFlat().byPage({ maxPageSize: 3 })) {
    sizes.push(page.segment.blobItems.length);
  }
  return sizes;
}, (sizes) => sizes.join() === '3,1');
await works('`listBlobsByHierarchy`', async () => {
  await container.getBlockBlobClient('folder/x').upload('x', 1);
  return all(container.listBlobsByHierarchy('/'));
}, (found) => found.includes('folder/'));
await works('`setMetadata`', () => blob.setMetadata({ a: 'b' }));
await works('`setHTTPHeaders`', () => blob.setHTTPHeaders({ blobContentType: 'text/plain' }));
await works('`setTags`, `getTags`', async () => {
  await blob.setTags({ kind: 'note' });
  return blob.getTags();
}, (found) => found.tags.kind === 'note');
await works('`findBlobsByTags`', () => all(blobs.findBlobsByTags("kind='note'")), (found) => found.join() === 'a b+c.txt');
await works('`createSnapshot`', () => blob.createSnapshot(), (found) => found.snapshot);
await works('`setAccessTier`', () => blob.setAccessTier('Cool'));
await works('`beginCopyFromURL`', async () => {
  const source = `${blob.url}?${await sas({ containerName: 'texts', blobName: 'a b+c.txt', permissions: BlobSASPermissions.parse('r') })}`;
  const poller = await container.getBlobClient('copy').beginCopyFromURL(source, { intervalInMs: 100 });
  return poller.pollUntilDone();
}, (found) => found.copyStatus === 'success');
await works('`syncCopyFromURL`', async () => {
  const source = `${blob.url}?${await sas({ containerName: 'texts', blobName: 'a b+c.txt', permissions: BlobSASPermissions.parse('r') })}`;
  return container.getBlobClient('copied').syncCopyFromURL(source);
});
await works(way === 'key' ? '`generateBlobSASQueryParameters` by key' : '`getUserDelegationKey`, `generateBlobSASQueryParameters` by it', async () => {
  const query = await sas({ containerName: 'texts', permissions: ContainerSASPermissions.parse('rl') });
  return all(new BlobServiceClient(`${fake.blobEndpoint}?${query}`).getContainerClient('texts').listBlobsFlat());
}, (found) => found.includes('copy'));
await works('`upload`, only if not modified', async () => {
  const { etag } = await blob.getProperties();
  return blob.upload('changed', 7, { conditions: { ifMatch: etag } });
});
await refused('`upload`, only if not there', '409 BlobAlreadyExists', () =>
  blob.upload('x', 1, { conditions: { ifNoneMatch: '*' } }));
await refused('`upload`, the etag is an old one', '412 ConditionNotMet', () =>
  blob.upload('x', 1, { conditions: { ifMatch: '"0x1"' } }));
await refused('`getProperties` of none', '404 BlobNotFound', () => container.getBlobClient('none').download());
await refused('`download` past its end', '416 InvalidRange', () => blob.download(100, 5));
await works('`getBlobLeaseClient`, `acquireLease`, `releaseLease`', async () => {
  const lease = blob.getBlobLeaseClient();
  await lease.acquireLease(15);
  return lease.releaseLease();
});
await works('`getBlobBatchClient`, `deleteBlobs`', async () => {
  const done = await blobs
    .getBlobBatchClient()
    .deleteBlobs([container.getBlobClient('copy'), container.getBlobClient('copied')]);
  return done.subResponsesFailedCount;
}, (failed) => failed === 0);
await works('`deleteBlob`, `deleteSnapshots`', () => container.deleteBlob('a b+c.txt', { deleteSnapshots: 'include' }));
await refused('page blob `create`', '501 NotImplemented', () => container.getPageBlobClient('page').create(512));
if (way === 'key') {
  const stranger = blobClient('key', Buffer.from('another').toString('base64'));
  await refused('another key', '403 AuthenticationFailed', () => stranger.getProperties());
}
await works('`delete`', () => container.delete());
tried.save(kept);
