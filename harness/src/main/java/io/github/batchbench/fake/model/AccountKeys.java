package io.github.batchbench.fake.model;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/** The two keys of an account, either of which will do. Never shows itself. Thread-safe. */
public final class AccountKeys {
    private static final int BYTES = 64;

    private final List<String> first;
    private volatile List<String> keys;

    /**
     * Keys, both Base64.
     *
     * @param primary the first
     * @param secondary the second
     */
    public AccountKeys(String primary, String secondary) {
        this.first = List.of(primary, secondary);
        this.keys = first;
    }

    /** Keys that nobody can guess. */
    public static AccountKeys random() {
        return new AccountKeys(randomKey(), randomKey());
    }

    /** A key that nobody can guess, Base64. */
    public static String randomKey() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    /** Both as they are now, the primary one first. */
    public List<String> both() {
        return keys;
    }

    /** The first key, Base64. */
    public String primary() {
        return keys.get(0);
    }

    /** The second key, Base64. */
    public String secondary() {
        return keys.get(1);
    }

    /** Makes the first key anew; the old one is good no more. */
    public synchronized void regeneratePrimary() {
        keys = List.of(randomKey(), secondary());
    }

    /** Makes the second key anew; the old one is good no more. */
    public synchronized void regenerateSecondary() {
        keys = List.of(primary(), randomKey());
    }

    /** Has these keys from now on; the old ones are good no more. */
    public synchronized void set(String primary, String secondary) {
        keys = List.of(primary, secondary);
    }

    /** As they were at first. */
    public synchronized void restore() {
        keys = first;
    }
}
