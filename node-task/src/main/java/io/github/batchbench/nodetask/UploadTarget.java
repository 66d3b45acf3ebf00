package io.github.batchbench.nodetask;

/**
 * A container and the right to write to it.
 *
 * @param endpoint of the account, without the container
 * @param token a shared access signature without the leading question mark; a secret
 */
record UploadTarget(String endpoint, String container, String token) {
    @Override
    public String toString() {
        return endpoint + "/" + container;
    }
}
