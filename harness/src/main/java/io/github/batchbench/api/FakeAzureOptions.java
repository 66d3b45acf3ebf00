package io.github.batchbench.api;

import io.github.batchbench.Internal;
import io.github.batchbench.fake.init.InitFile;
import io.github.batchbench.fake.model.Strictness;
import io.github.batchbench.fake.model.ValidationRule;
import io.github.batchbench.fake.node.containers.EngineChoice;
import io.github.batchbench.fake.protocol.identity.ServicePrincipal;
import io.github.batchbench.fake.snapshot.Snapshot;
import io.github.batchbench.fake.subscription.Role;
import io.github.batchbench.fake.time.Latencies;
import io.github.batchbench.fake.tls.CertificateSource;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a fake is started with.
 *
 * @param port TCP port of the Batch endpoint on 127.0.0.1, 0 for any free one
 * @param blobPort the same of the Blob endpoint
 * @param batchAccount name of the Batch account
 * @param batchKey its key, Base64
 * @param storage the storage accounts, at least one; the first is the Batch account's auto-storage
 * @param adminApi whether WireMock's {@code /__admin} answers over HTTP; its Java API works either way
 * @param journal whether requests are remembered for {@code verify}; the memory that takes grows with their bodies
 * @param pace how time goes
 * @param token the bearer token that both services accept, null for none; the Azure SDKs send tokens only to https
 * @param strictness which of the rules are lifted that go by lists, such as that of the sizes
 * @param encryption what it proves itself with, and whom it trusts
 * @param principal whom the authority issues tokens to
 * @param applications the roles in the accounts of further applications that it issues tokens to, an application each
 * @param containers what runs containers, if anything does
 * @param beginning what is in the accounts from the start
 */
public record FakeAzureOptions(
        int port,
        int blobPort,
        String batchAccount,
        String batchKey,
        List<StorageKeys> storage,
        boolean adminApi,
        boolean journal,
        @Internal Pace pace,
        @Nullable String token,
        @Internal Strictness strictness,
        @Internal Encryption encryption,
        @Internal ServicePrincipal principal,
        List<String> applications,
        @Internal EngineChoice containers,
        @Internal Beginning beginning) {
    private static final int KEY_BYTES = 64;
    private static final int LAST_PORT = 65_535;

    /**
     * Checks names and keys.
     *
     * @throws IllegalArgumentException if one cannot be used; the message says which, never the key
     */
    @Internal
    public FakeAzureOptions {
        requirePort(port);
        requirePort(blobPort);
        if (token != null && !token.matches("[\\x21-\\x7e]+")) {
            throw new IllegalArgumentException(
                    "The token has a blank or another character that no header can hold, or" + " it is empty");
        }
        StorageKeys.requireName("Batch account", batchAccount);
        StorageKeys.requireKey("Batch account", batchKey);
        storage = List.copyOf(storage);
        applications = List.copyOf(applications);
        applications.forEach(Role::ofName);
        List<String> names = storage.stream().map(StorageKeys::account).toList();
        if (names.isEmpty() || Set.copyOf(names).size() < names.size()) {
            throw new IllegalArgumentException(
                    "There must be at least one storage account, and none twice, but there are: " + names);
        }
    }

    /** Any free port, and keys that nobody can guess. */
    public static FakeAzureOptions defaults() {
        return new FakeAzureOptions(
                0,
                0,
                "batchbench",
                randomKey(),
                List.of(new StorageKeys("batchbenchstorage", randomKey(), randomKey())),
                false,
                true,
                Pace.DEFAULT,
                null,
                Strictness.FULL,
                Encryption.NONE,
                ServicePrincipal.random(),
                List.of(),
                EngineChoice.usual(),
                Beginning.EMPTY);
    }

    /** With this port. */
    public FakeAzureOptions withPort(int newPort) {
        return changed(draft -> draft.port = newPort);
    }

    /** With this port of the Blob endpoint. */
    public FakeAzureOptions withBlobPort(int newPort) {
        return changed(draft -> draft.blobPort = newPort);
    }

    /** With this Batch account. */
    public FakeAzureOptions withBatchAccount(String name, String base64Key) {
        return changed(draft -> {
            draft.batchAccount = name;
            draft.batchKey = base64Key;
        });
    }

    /** With this storage account as the only one; its second key is one that nobody can guess. */
    public FakeAzureOptions withStorageAccount(String name, String base64Key) {
        return withStorage(List.of(new StorageKeys(name, base64Key, randomKey())));
    }

    /** With these storage accounts. */
    public FakeAzureOptions withStorage(List<StorageKeys> accounts) {
        return changed(draft -> draft.storage = accounts);
    }

    /** Name of the first storage account. */
    public String storageAccount() {
        return storage.get(0).account();
    }

    /** First key of the first storage account, Base64. */
    public String storageKey() {
        return storage.get(0).key1();
    }

    /** With WireMock's admin API over HTTP, or without. */
    public FakeAzureOptions withAdminApi(boolean on) {
        return changed(draft -> draft.adminApi = on);
    }

    /** With WireMock's memory of requests, or without. */
    public FakeAzureOptions withJournal(boolean on) {
        return changed(draft -> draft.journal = on);
    }

    /**
     * With delays of this profile, drawn from this seed.
     *
     * @param profile {@code instant}, {@code realistic} or {@code none}
     * @throws IllegalArgumentException if there is no such profile
     */
    public FakeAzureOptions withLatencies(String profile, long seed) {
        return withPace(new Pace(Latencies.named(profile), seed, pace.virtualFrom(), pace.wallClock()));
    }

    /** In virtual time, which begins at this instant. */
    public FakeAzureOptions withVirtualTimeFrom(Instant start) {
        return withPace(new Pace(pace.latencies(), pace.seed(), start, pace.wallClock()));
    }

    /** With another clock for the machine's, to try what happens when somebody sets that. */
    public FakeAzureOptions withWallClock(InstantSource clock) {
        return withPace(new Pace(pace.latencies(), pace.seed(), pace.virtualFrom(), clock));
    }

    private FakeAzureOptions withPace(Pace newPace) {
        return changed(draft -> draft.pace = newPace);
    }

    /** With a bearer token that both services accept. */
    public FakeAzureOptions withToken(String bearerToken) {
        return changed(draft -> draft.token = bearerToken);
    }

    /**
     * With this application in the authority's directory, which tokens are for.
     *
     * @param tenantId a UUID
     * @param clientId a UUID
     * @param clientSecret not empty, without blanks
     * @throws IllegalArgumentException if one cannot be used; the message never has the secret
     */
    public FakeAzureOptions withServicePrincipal(String tenantId, String clientId, String clientSecret) {
        return changed(draft -> draft.principal = principal.with(tenantId, clientId, clientSecret));
    }

    /**
     * With one more application in the authority's directory, which has a role in the accounts that are there from the start;
     * {@link FakeAuthority#applications} has its secret. Further roles are given through the management plane.
     *
     * @param role a built-in one, for example {@code Reader}, {@code Azure Batch Job Submitter} or {@code Storage Blob Data Reader}
     * @throws IllegalArgumentException if there is no such role; the message lists them
     */
    public FakeAzureOptions withApplication(String role) {
        return changed(draft -> draft.applications =
                Stream.concat(draft.applications.stream(), Stream.of(role)).toList());
    }

    /**
     * With this container engine. Without it, it is the one that the environment variable {@code
     * BATCHBENCH_CONTAINER_ENGINE} names, or the first of Docker and Podman that answers.
     *
     * @param engine {@code docker}, {@code podman}, the path of one of them, or {@code none}
     * @throws IllegalArgumentException if there is no such program
     */
    public FakeAzureOptions withContainerEngine(String engine) {
        return changed(draft -> draft.containers = EngineChoice.named(engine, "the container engine"));
    }

    /**
     * With what a file names: accounts with their keys, what is in them, faults, the clock. Its first Batch account and its
     * storage accounts take the place of those that these options have; what is called after this wins over the file.
     *
     * @param file YAML or JSON; {@code docs/init.md} and {@code docs/init.schema.json} say what can be in it
     * @throws IllegalArgumentException if it cannot be read; the message says where, by line and field, and why
     */
    public FakeAzureOptions withInit(Path file) {
        InitFile init = InitFile.read(file);
        FakeAzureOptions options = changed(draft -> draft.beginning = beginning.withInit(init));
        InitFile.InitialClock clock = init.clock();
        return InitialAccounts.of(init, clock == null ? options : options.withVirtualTimeFrom(clock.start()));
    }

    /**
     * With the state of a snapshot, whose accounts with their keys take the place of those that these options have.
     *
     * @param snapshot what {@link Snapshots#save(Path)} has written; {@code docs/persistence.md} says what is in it
     * @throws IllegalArgumentException if it is no snapshot, or one of another format
     */
    public FakeAzureOptions withFrom(Path snapshot) {
        return InitialAccounts.of(
                Snapshot.accounts(snapshot), changed(draft -> draft.beginning = beginning.withFrom(snapshot)));
    }

    /** With this folder for snapshots that are taken by name, made if it is not there; they are gone with the fake otherwise. */
    public FakeAzureOptions withSnapshots(Path folder) {
        return changed(draft -> draft.beginning = beginning.withSnapshots(folder));
    }

    /**
     * With a folder in which all state is kept, so that the next fake with it goes on, however this one ended. If there is a state
     * in it, its accounts with their keys take the place of those that these options have.
     *
     * @param folder made if it is not there, for one fake at a time; {@code docs/persistence.md} says what is in it
     * @throws IllegalArgumentException if what is in it is of another version
     */
    public FakeAzureOptions withLocation(Path folder) {
        return InitialAccounts.in(folder, changed(draft -> draft.beginning = beginning.withLocation(folder)));
    }

    /** Over TLS, with certificates of an authority that {@link #withLocation} keeps, or that this process makes once. */
    public FakeAzureOptions withHttps() {
        return withHttps(CertificateSource.ofThisProcess());
    }

    /**
     * Over TLS, with certificates of an authority that is kept in a folder, and made there if there is none.
     *
     * @param authority need not exist
     */
    public FakeAzureOptions withHttps(Path authority) {
        return withHttps(CertificateSource.folder(authority));
    }

    /**
     * Over TLS, with a certificate of one's own.
     *
     * @param certificate PEM: the server's, for 127.0.0.1 or localhost, and after it those that lead to its authority
     * @param key its private key, PEM, without a password
     */
    public FakeAzureOptions withHttps(Path certificate, Path key) {
        return withHttps(CertificateSource.files(certificate, key));
    }

    private FakeAzureOptions withHttps(CertificateSource certificate) {
        return changed(draft -> draft.encryption = encryption.withHttps(certificate));
    }

    /**
     * With these certificates trusted, as well as those that are trusted already: by nodes that fetch files or store outputs at another
     * server, such as another fake over TLS, and by the Blob service that copies from there.
     *
     * @param certificates PEM, such as {@link FakeTrust#caFile} of the other fake
     * @throws IllegalArgumentException if the file cannot be read, or has none; the message says which
     */
    public FakeAzureOptions withTrust(Path certificates) {
        return changed(draft -> draft.encryption = encryption.withTrust(certificates));
    }

    /**
     * Over TLS, and at this port by the names of the cloud, too, for clients that can be told no address: their machine's {@code
     * /etc/hosts} leads them there. Only then are there certificates for the names that all of the cloud shares.
     *
     * @param newPort 443, which such clients go to, or 0 for any free one
     */
    public FakeAzureOptions withCloudPort(int newPort) {
        return changed(draft -> draft.encryption = encryption.withCloudPort(newPort));
    }

    /**
     * Without these rules, as well as those that are lifted already.
     *
     * @param rules by name, for example {@code vm-sizes}
     * @throws IllegalArgumentException if there is no such rule; the message lists them
     */
    public FakeAzureOptions withLenient(String... rules) {
        Set<ValidationRule> lifted = EnumSet.noneOf(ValidationRule.class);
        lifted.addAll(strictness.lifted());
        Stream.of(rules).map(ValidationRule::of).forEach(lifted::add);
        return changed(draft -> draft.strictness = new Strictness(lifted));
    }

    private FakeAzureOptions changed(Consumer<OptionsDraft> change) {
        OptionsDraft draft = new OptionsDraft(this);
        change.accept(draft);
        return draft.options();
    }

    /** A key that nobody can guess, Base64. */
    public static String randomKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    static void requirePort(int port) {
        if (port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException(
                    "The port is " + port + ", but it must be 1 to " + LAST_PORT + ", or 0 for any that is free");
        }
    }

    /** Without keys and token. */
    @Override
    public String toString() {
        return "FakeAzureOptions[port=" + port + ", blobPort=" + blobPort + ", batchAccount=" + batchAccount
                + ", storage=" + storage + ", adminApi=" + adminApi + ", pace=" + pace + ", lifted="
                + strictness.lifted() + ", https=" + encryption.https() + "]";
    }
}
