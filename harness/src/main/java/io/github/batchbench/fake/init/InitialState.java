package io.github.batchbench.fake.init;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.model.AccountKeys;
import io.github.batchbench.fake.model.AccountSpec;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.batch.BatchApi;
import io.github.batchbench.fake.protocol.batch.auth.BatchCredentials;
import io.github.batchbench.fake.protocol.blob.BlobApi;
import io.github.batchbench.fake.protocol.blob.access.BlobCredentials;
import io.github.batchbench.fake.protocol.blob.format.Percent;
import io.github.batchbench.fake.subscription.BatchResource;
import io.github.batchbench.fake.subscription.ResourceException;
import io.github.batchbench.fake.subscription.Subscription;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Puts what a file names into the accounts of a fake, by the operations and with the checks that clients' requests go through.
 * What is there already stays as it is, so doing it again changes nothing.
 */
public final class InitialState {
    private static final String CERTIFICATES_VERSION = "2024-07-01.20.0";

    private final Subscription subscription;
    private final Function<String, StorageAccount> storage;
    private final InstantSource clock;
    private final String token = AccountKeys.randomKey();

    /**
     * For a fake's accounts.
     *
     * @param storage a storage account by its name
     * @param clock the time that clients live in
     */
    public InitialState(Subscription subscription, Function<String, StorageAccount> storage, InstantSource clock) {
        this.subscription = subscription;
        this.storage = storage;
        this.clock = clock;
    }

    /**
     * Puts everything there. What a service does by itself, such as giving a pool its nodes, goes on after this has returned.
     *
     * @throws InitFileException if a service refuses something; what stands before it in the file is there then
     */
    public void put(InitFile file) {
        file.storageAccounts().forEach(this::putStorage);
        file.batchAccounts().forEach(account -> refusable(account.field(), () -> putAccount(account)));
        file.batchAccounts().forEach(account -> putEntities(account, file.apiVersion()));
    }

    private static void refusable(Field field, Runnable action) {
        try {
            action.run();
        } catch (ResourceException e) {
            throw field.wrong(String.valueOf(e.getMessage()), e);
        }
    }

    private void putStorage(InitialStorageAccount account) {
        refusable(
                account.nameField(),
                () -> subscription
                        .storageAccounts()
                        .begin(
                                account.name(),
                                account.keys().map(InitialKeys::keys).orElseGet(AccountKeys::random)));
        InitialCalls calls = blobs(account.name());
        for (InitialContainer container : account.containers()) {
            String path = "/" + account.name() + "/" + Percent.encode(container.name());
            Headers headers = metadata(Headers.NONE, container.metadata());
            Headers all = container
                    .publicAccess()
                    .map(access -> headers.with("x-ms-blob-public-access", access))
                    .orElse(headers);
            calls.put(container.field(), path, "restype=container", all, Content.EMPTY);
            container.blobs().forEach(blob -> put(calls, path, blob));
        }
    }

    private static void put(InitialCalls calls, String container, InitialContainer.InitialBlob blob) {
        Headers headers = metadata(Headers.NONE, blob.metadata())
                .with("x-ms-blob-type", "BlockBlob")
                .with("If-None-Match", "*");
        calls.put(
                blob.field(),
                container + "/" + Percent.encode(blob.name()).replace("%2F", "/"),
                "",
                blob.contentType()
                        .map(type -> headers.with("x-ms-blob-content-type", type))
                        .orElse(headers),
                blob.content());
    }

    private static Headers metadata(Headers headers, Map<String, String> metadata) {
        Headers all = headers;
        for (Map.Entry<String, String> pair : metadata.entrySet()) {
            all = all.with("x-ms-meta-" + pair.getKey(), pair.getValue());
        }
        return all;
    }

    private InitialCalls blobs(String account) {
        return new InitialCalls(
                new BlobApi(
                        storage.apply(account),
                        BlobCredentials.of(AccountKeys.random()).withToken(token),
                        clock),
                token);
    }

    private void putAccount(InitialBatchAccount account) {
        AccountSpec spec = new AccountSpec(linked(account));
        AccountKeys keys = account.keys().map(InitialKeys::keys).orElseGet(AccountKeys::random);
        AccountSpec placed = spec.location().isPresent() ? spec : spec.in(Subscription.FIRST_REGION);
        boolean made = subscription.batchAccounts().begin(account.name(), keys, placed);
        if (!made && !spec.json().without("location").properties().isEmpty()) {
            // The fake's own account is there before the file.
            BatchResource ignored = subscription.batchAccounts().patch(Subscription.FIRST_GROUP, account.name(), spec);
        }
        BatchAccount served = served(account);
        served.quotas(account.quotas(served.quotas()));
    }

    /** What the file says of the account, with the storage account that it names. */
    private Document linked(InitialBatchAccount account) {
        Optional<Field> named = account.storageAccount();
        if (named.isEmpty()) {
            return account.resource();
        }
        String id = subscription.storageAccountId(
                Subscription.FIRST_GROUP, named.get().text());
        if (subscription.storageAccounts().ofId(id).isEmpty()) {
            throw named.get()
                    .wrong("there is no storage account '" + named.get().text() + "'.");
        }
        Document properties = account.resource().object("properties").orElse(Document.EMPTY);
        return account.resource()
                .with("properties", properties.with("autoStorage", Document.of("storageAccountId", id)));
    }

    private BatchAccount served(InitialBatchAccount account) {
        return subscription.served(subscription.batchAccounts().get(Subscription.FIRST_GROUP, account.name()));
    }

    private void putEntities(InitialBatchAccount account, String version) {
        BatchAccount served = served(account);
        InitialApplications applications =
                new InitialApplications(subscription.packages(Subscription.FIRST_GROUP, account.name()), this::blobs);
        account.applications().forEach(each -> refusable(each.field(), () -> applications.put(each)));
        InitialCalls calls = new InitialCalls(
                new BatchApi(served, new BatchCredentials(account.name(), AccountKeys.randomKey(), token, clock)),
                token);
        for (Field certificate : account.certificates()) {
            String at = "/certificates(thumbprintAlgorithm=" + idOf(certificate, "thumbprintAlgorithm") + ",thumbprint="
                    + idOf(certificate, "thumbprint") + ")";
            calls.add(certificate, CERTIFICATES_VERSION, "/certificates", at, certificate.document());
        }
        for (Field pool : account.pools()) {
            String at = "/pools/" + idOf(pool, "id");
            calls.add(pool, version, "/pools", at, pool.document(InitialBatchAccount.NODE_USERS));
        }
        for (Field job : account.jobs()) {
            String at = "/jobs/" + idOf(job, "id");
            calls.add(job, version, "/jobs", at, job.document(InitialBatchAccount.TASKS));
            for (Field task : job.list(InitialBatchAccount.TASKS)) {
                calls.add(task, version, at + "/tasks", at + "/tasks/" + idOf(task, "id"), task.document());
            }
        }
        for (Field schedule : account.jobSchedules()) {
            calls.add(schedule, version, "/jobschedules", "/jobschedules/" + idOf(schedule, "id"), schedule.document());
        }
        NodeUsers users = new NodeUsers(served, calls, version);
        account.pools().forEach(users::put);
    }

    private static String idOf(Field entity, String name) {
        return Percent.encode(entity.required(name).text());
    }
}
