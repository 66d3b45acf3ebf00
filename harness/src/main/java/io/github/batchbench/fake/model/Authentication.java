package io.github.batchbench.fake.model;

/** How who asks has proved who it is, where a rule depends on it. */
public enum Authentication {
    /** With a key of the account. */
    SHARED_KEY,
    /** With a token of Entra ID. */
    TOKEN
}
