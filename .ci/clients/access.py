"""How a Python program gets at the fake: the exact lines of docs/clients.md. `fake` is what `serve` printed."""

import datetime

from azure.batch import BatchClient
from azure.core.credentials import AccessToken, AzureNamedKeyCredential
from azure.identity import DefaultAzureCredential
from azure.storage.blob import BlobServiceClient, generate_blob_sas, generate_container_sas


class Token:
    """A token that is a text, such as that of `serve --token`, as a credential."""

    def __init__(self, token):
        self.token = token

    def get_token(self, *scopes, **options):
        return AccessToken(self.token, int(datetime.datetime.now().timestamp()) + 3600)


class Access:
    def __init__(self, fake, way):
        self.fake = fake
        self.way = way
        # By what `serve --print env` prints: the authority, and an application with its secret.
        self.identity = DefaultAzureCredential() if way == "token" else None

    def batch(self, **options):
        if self.way == "key":
            return BatchClient(self.fake["batchEndpoint"], AzureNamedKeyCredential(self.fake["account"], self.fake["key"]), **options)
        return BatchClient(self.fake["batchEndpoint"], self.identity, **options)

    def blobs(self):
        if self.way == "key":
            return BlobServiceClient(self.fake["blobEndpoint"], credential=self.fake["storageKey"])
        return BlobServiceClient(self.fake["blobEndpoint"], credential=self.identity)

    def container_url(self, container, permission="racwl"):
        """With a SAS of two hours."""
        sas = generate_container_sas(self.fake["storageAccount"], container, permission=permission, **self._signer())
        return f"{self.fake['blobEndpoint']}/{container}?{sas}"

    def blob_url(self, container, blob):
        """With a SAS of two hours to read it."""
        sas = generate_blob_sas(self.fake["storageAccount"], container, blob, permission="r", **self._signer())
        return f"{self.fake['blobEndpoint']}/{container}/{blob}?{sas}"

    def _signer(self):
        now = datetime.datetime.now(datetime.timezone.utc)
        expiry = now + datetime.timedelta(hours=2)
        if self.way == "key":
            return {"account_key": self.fake["storageKey"], "expiry": expiry}
        return {"user_delegation_key": self.blobs().get_user_delegation_key(now, expiry), "expiry": expiry}
