package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.StorageAccount;
import java.io.IOException;
import java.util.Map;

/** Operations on the account's Blob service. */
final class ServiceActions {
    private final StorageAccount account;

    ServiceActions(StorageAccount account) {
        this.account = account;
    }

    void register(Map<BlobOperation, Action> actions) {
        actions.put(
                BlobOperation.GET_SERVICE_PROPERTIES,
                call -> Answer.of(200).xml(account.properties().xml()));
        actions.put(BlobOperation.SET_SERVICE_PROPERTIES, this::setProperties);
        actions.put(BlobOperation.GET_ACCOUNT_INFORMATION, call -> information());
        actions.put(BlobOperation.GET_ACCOUNT_INFORMATION_HERE, call -> information());
        actions.put(BlobOperation.GET_ACCOUNT_INFORMATION_OF_BLOB, call -> information());
    }

    private Answer setProperties(BlobCall call) throws IOException {
        byte[] body = call.request().body().bytes();
        account.setProperties(ServicePropertiesXml.merge(account.properties(), body));
        return Answer.of(202);
    }

    private static Answer information() {
        return Answer.of(200)
                .header("x-ms-sku-name", "Standard_RAGRS")
                .header("x-ms-account-kind", "StorageV2")
                .header("x-ms-is-hns-enabled", "false");
    }
}
