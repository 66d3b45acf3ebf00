package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.protocol.HttpDates;
import io.github.batchbench.fake.protocol.blob.access.BlobCredentials;
import io.github.batchbench.fake.protocol.blob.access.UserDelegation;
import io.github.batchbench.fake.protocol.blob.format.Xml;
import io.github.batchbench.fake.protocol.blob.message.Answer;
import io.github.batchbench.fake.protocol.blob.message.BlobCall;
import io.github.batchbench.fake.protocol.blob.message.BlobOperation;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;

/** Operations on the account's Blob service. */
final class ServiceActions {
    private final StorageAccount account;
    private final BlobCredentials credentials;
    private final InstantSource clock;

    ServiceActions(StorageAccount account, BlobCredentials credentials, InstantSource clock) {
        this.account = account;
        this.credentials = credentials;
        this.clock = clock;
    }

    void register(Map<BlobOperation, Action> actions) {
        actions.put(
                BlobOperation.GET_SERVICE_PROPERTIES,
                call -> Answer.of(200).xml(ServicePropertiesXml.text(account.properties(), call.version())));
        actions.put(BlobOperation.SET_SERVICE_PROPERTIES, this::setProperties);
        actions.put(BlobOperation.GET_SERVICE_STATS, this::statistics);
        actions.put(BlobOperation.GET_USER_DELEGATION_KEY, this::userDelegationKey);
        actions.put(BlobOperation.GET_ACCOUNT_INFORMATION, call -> information());
        actions.put(BlobOperation.GET_ACCOUNT_INFORMATION_HERE, call -> information());
        actions.put(BlobOperation.GET_ACCOUNT_INFORMATION_OF_BLOB, call -> information());
    }

    private Answer setProperties(BlobCall call) throws IOException {
        byte[] body = call.request().body().bytes();
        account.setProperties(ServicePropertiesXml.merge(account.properties(), body));
        return Answer.of(202);
    }

    /** The secondary endpoint is never behind. */
    private Answer statistics(BlobCall call) {
        if (!call.address().secondary()) {
            throw BlobError.INVALID_QUERY_PARAMETER_VALUE
                    .exception("Statistics are at the secondary endpoint only.")
                    .with("QueryParameterName", "comp")
                    .with("QueryParameterValue", "stats");
        }
        return Answer.of(200)
                .xml(Xml.document(xml -> xml.element(
                        "StorageServiceStats",
                        () -> xml.element(
                                "GeoReplication",
                                () -> xml.text("Status", "live")
                                        .text("LastSyncTime", HttpDates.format(account.now()))))));
    }

    private Answer userDelegationKey(BlobCall call) throws IOException {
        UserDelegation delegation = UserDelegation.requested(
                call.request().body().bytes(),
                call.requiredHeader("x-ms-version"),
                clock.instant(),
                credentials.caller(call.requiredHeader("Authorization"), account.name()));
        return Answer.of(200).xml(delegation.xml(credentials.userKeyValue(delegation)));
    }

    private static Answer information() {
        return Answer.of(200)
                .header("x-ms-sku-name", "Standard_RAGRS")
                .header("x-ms-account-kind", "StorageV2")
                .header("x-ms-is-hns-enabled", "false");
    }
}
