// How a JavaScript program gets at the fake: the exact lines of docs/clients.md. `FAKE` is what `serve` printed.
import batchPackage from '@azure/batch';
import { DefaultAzureCredential } from '@azure/identity';
import { BlobServiceClient, StorageSharedKeyCredential } from '@azure/storage-blob';

const { BatchServiceClient, BatchSharedKeyCredentials } = batchPackage;

export const fake = JSON.parse(process.env.FAKE);

/** The credentials that `@azure/batch` takes, from those of `@azure/identity`. */
class TokenCredentials {
  constructor(credential) {
    this.credential = credential;
  }

  async signRequest(request) {
    const { token } = await this.credential.getToken('https://batch.core.windows.net//.default');
    request.headers.set('authorization', `Bearer ${token}`);
    return request;
  }
}

export function batchClient(way, key = fake.key) {
  const credentials =
    way === 'token' ? new TokenCredentials(new DefaultAzureCredential()) : new BatchSharedKeyCredentials(fake.account, key);
  return new BatchServiceClient(credentials, fake.batchEndpoint);
}

export function blobClient(way, key = fake.storageKey) {
  const credential =
    way === 'token' ? new DefaultAzureCredential() : new StorageSharedKeyCredential(fake.storageAccount, key);
  return new BlobServiceClient(fake.blobEndpoint, credential, { retryOptions: { maxTries: 1 } });
}
