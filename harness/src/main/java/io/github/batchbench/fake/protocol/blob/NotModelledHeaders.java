package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.protocol.blob.message.BlobCall;
import java.util.Map;
import java.util.Optional;

/**
 * Headers that ask for what the fake does not do. They are refused by name: whoever overlooked them would take a blob for
 * encrypted, held or checked that is not.
 */
final class NotModelledHeaders {
    /** Each with the value that asks for nothing, empty if there is none. */
    private static final Map<String, String> HEADERS = Map.ofEntries(
            Map.entry("x-ms-encryption-key", ""),
            Map.entry("x-ms-encryption-scope", ""),
            Map.entry("x-ms-source-encryption-key", ""),
            Map.entry("x-ms-default-encryption-scope", "$account-encryption-key"),
            Map.entry("x-ms-deny-encryption-scope-override", "false"),
            Map.entry("x-ms-immutability-policy-until-date", ""),
            Map.entry("x-ms-legal-hold", "false"),
            Map.entry("x-ms-expiry-option", ""),
            Map.entry("x-ms-structured-body", ""),
            Map.entry("x-ms-access-tier-if-modified-since", ""),
            Map.entry("x-ms-access-tier-if-unmodified-since", ""));

    private NotModelledHeaders() {}

    /** Refuses a call that has one of them. */
    static void refuse(BlobCall call) {
        HEADERS.forEach((name, nothing) -> {
            Optional<String> value = call.header(name).filter(text -> !text.equalsIgnoreCase(nothing));
            if (value.isPresent()) {
                throw BlobError.NOT_IMPLEMENTED
                        .exception("The fake does not do what " + name + " asks for.")
                        .withNotModelled(name);
            }
        });
    }
}
