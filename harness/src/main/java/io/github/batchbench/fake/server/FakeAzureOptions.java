package io.github.batchbench.fake.server;

import io.github.batchbench.fake.protocol.batch.Strictness;
import io.github.batchbench.fake.protocol.batch.ValidationRule;
import io.github.batchbench.fake.time.Latencies;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a fake is started with.
 *
 * @param port TCP port of the Batch endpoint on 127.0.0.1, 0 for any free one
 * @param blobPort the same of the Blob endpoint
 * @param batchAccount name of the Batch account
 * @param batchKey its key, Base64
 * @param storageAccount name of the storage account
 * @param storageKey its key, Base64
 * @param adminApi whether WireMock's {@code /__admin} answers over HTTP; its Java API works either way
 * @param journal whether requests are remembered for {@code verify}; the memory that takes grows with their bodies
 * @param pace how time goes
 * @param token the bearer token that both services accept, null for none; the Azure SDKs send tokens only to https
 * @param strictness which of the rules are lifted that go by lists, such as that of the sizes
 */
public record FakeAzureOptions(
        int port,
        int blobPort,
        String batchAccount,
        String batchKey,
        String storageAccount,
        String storageKey,
        boolean adminApi,
        boolean journal,
        Pace pace,
        @Nullable String token,
        Strictness strictness) {
    private static final int KEY_BYTES = 64;
    private static final int LAST_PORT = 65_535;

    /**
     * Checks names and keys.
     *
     * @throws IllegalArgumentException if one cannot be used; the message says which, never the key
     */
    public FakeAzureOptions {
        requirePort(port);
        requirePort(blobPort);
        if (token != null && !token.matches("[\\x21-\\x7e]+")) {
            throw new IllegalArgumentException(
                    "The token has a blank or another character that no header can hold, or" + " it is empty");
        }
        requireName("Batch account", batchAccount);
        requireName("storage account", storageAccount);
        requireKey("Batch account", batchKey);
        requireKey("storage account", storageKey);
    }

    /** Any free port, and keys that nobody can guess. */
    public static FakeAzureOptions defaults() {
        return new FakeAzureOptions(
                0,
                0,
                "batchbench",
                randomKey(),
                "batchbenchstorage",
                randomKey(),
                false,
                true,
                Pace.DEFAULT,
                null,
                Strictness.FULL);
    }

    /** With this port. */
    public FakeAzureOptions withPort(int newPort) {
        return new FakeAzureOptions(
                newPort,
                blobPort,
                batchAccount,
                batchKey,
                storageAccount,
                storageKey,
                adminApi,
                journal,
                pace,
                token,
                strictness);
    }

    /** With this port of the Blob endpoint. */
    public FakeAzureOptions withBlobPort(int newPort) {
        return new FakeAzureOptions(
                port,
                newPort,
                batchAccount,
                batchKey,
                storageAccount,
                storageKey,
                adminApi,
                journal,
                pace,
                token,
                strictness);
    }

    /** With this Batch account. */
    public FakeAzureOptions withBatchAccount(String name, String base64Key) {
        return new FakeAzureOptions(
                port,
                blobPort,
                name,
                base64Key,
                storageAccount,
                storageKey,
                adminApi,
                journal,
                pace,
                token,
                strictness);
    }

    /** With this storage account. */
    public FakeAzureOptions withStorageAccount(String name, String base64Key) {
        return new FakeAzureOptions(
                port, blobPort, batchAccount, batchKey, name, base64Key, adminApi, journal, pace, token, strictness);
    }

    /** With WireMock's admin API over HTTP, or without. */
    public FakeAzureOptions withAdminApi(boolean on) {
        return new FakeAzureOptions(
                port,
                blobPort,
                batchAccount,
                batchKey,
                storageAccount,
                storageKey,
                on,
                journal,
                pace,
                token,
                strictness);
    }

    /** With WireMock's memory of requests, or without. */
    public FakeAzureOptions withJournal(boolean on) {
        return new FakeAzureOptions(
                port,
                blobPort,
                batchAccount,
                batchKey,
                storageAccount,
                storageKey,
                adminApi,
                on,
                pace,
                token,
                strictness);
    }

    /** With delays of this profile, drawn from this seed. */
    public FakeAzureOptions withLatencies(Latencies latencies, long seed) {
        return withPace(new Pace(latencies, seed, pace.virtualFrom(), pace.wallClock()));
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
        return new FakeAzureOptions(
                port,
                blobPort,
                batchAccount,
                batchKey,
                storageAccount,
                storageKey,
                adminApi,
                journal,
                newPace,
                token,
                strictness);
    }

    /** With a bearer token that both services accept. */
    public FakeAzureOptions withToken(String bearerToken) {
        return new FakeAzureOptions(
                port,
                blobPort,
                batchAccount,
                batchKey,
                storageAccount,
                storageKey,
                adminApi,
                journal,
                pace,
                bearerToken,
                strictness);
    }

    /** Without these rules, as well as those that are lifted already. */
    public FakeAzureOptions withLenient(ValidationRule... rules) {
        Set<ValidationRule> lifted = EnumSet.noneOf(ValidationRule.class);
        lifted.addAll(strictness.lifted());
        lifted.addAll(List.of(rules));
        return new FakeAzureOptions(
                port,
                blobPort,
                batchAccount,
                batchKey,
                storageAccount,
                storageKey,
                adminApi,
                journal,
                pace,
                token,
                new Strictness(lifted));
    }

    private static String randomKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private static void requirePort(int port) {
        if (port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException(
                    "The port is " + port + ", but it must be 1 to " + LAST_PORT + ", or 0 for any that is free");
        }
    }

    private static void requireName(String what, String name) {
        if (!name.matches("[a-z0-9]{3,24}")) {
            throw new IllegalArgumentException("The name of the " + what + " is '" + name
                    + "', but it must be 3 to 24 lower-case letters and digits");
        }
    }

    private static void requireKey(String what, String key) {
        try {
            if (Base64.getDecoder().decode(key).length > 0) {
                return;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The key of the " + what + " is not Base64", e);
        }
        throw new IllegalArgumentException("The key of the " + what + " is empty");
    }

    /** Without keys and token. */
    @Override
    public String toString() {
        return "FakeAzureOptions[port=" + port + ", blobPort=" + blobPort + ", batchAccount=" + batchAccount
                + ", storageAccount=" + storageAccount + ", adminApi=" + adminApi + ", pace=" + pace + ", lifted="
                + strictness.lifted() + "]";
    }
}
