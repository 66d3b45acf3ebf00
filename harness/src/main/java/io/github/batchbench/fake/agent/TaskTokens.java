package io.github.batchbench.fake.agent;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tokens by which tasks that asked for it may act on their own jobs ({@code AZ_BATCH_AUTHENTICATION_TOKEN}). A token
 * holds as long as its task runs. Thread-safe.
 */
public final class TaskTokens {
    private static final int BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, String> jobs = new ConcurrentHashMap<>();

    /** A new token for a job. */
    public String issue(String jobId) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        jobs.put(token, jobId);
        return token;
    }

    /** Lets a token mean nothing any more. */
    public void revoke(String token) {
        jobs.remove(token);
    }

    /** The job that a token is for, empty if there is no such token. */
    public Optional<String> job(String token) {
        return Optional.ofNullable(jobs.get(token));
    }
}
