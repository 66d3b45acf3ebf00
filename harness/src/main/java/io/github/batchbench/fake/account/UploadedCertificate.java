package io.github.batchbench.fake.account;

/**
 * A certificate that a client sends, whose thumbprint has been compared.
 *
 * @param publicData its public part, base64
 * @param plain whether it came without a private key
 */
public record UploadedCertificate(String thumbprint, String algorithm, String publicData, boolean plain) {}
