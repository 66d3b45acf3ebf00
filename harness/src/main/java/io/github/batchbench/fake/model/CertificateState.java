package io.github.batchbench.fake.model;

import java.util.EnumSet;
import java.util.Set;

/** States of a certificate. */
public enum CertificateState implements State<CertificateState> {
    /** Can be used by pools. */
    ACTIVE("active"),
    /** On its way out. */
    DELETING("deleting"),
    /** A pool uses it. */
    DELETE_FAILED("deletefailed");

    private final String wireName;

    CertificateState(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    @Override
    public Set<CertificateState> successors() {
        return switch (this) {
            case ACTIVE -> EnumSet.of(DELETING);
            case DELETING -> EnumSet.of(DELETE_FAILED);
            case DELETE_FAILED -> EnumSet.of(ACTIVE, DELETING);
        };
    }
}
