package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.AccessPolicy;
import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.blob.BlobException;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.protocol.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Finds out who sends a request. Times of requests are not compared with the clock, which may be a virtual one. */
final class Gatekeeper {
    private final StorageAccount account;
    private final List<SharedKey> keys;
    private final SasCheck sasCheck;

    Gatekeeper(StorageAccount account, List<SharedKey> keys, InstantSource clock) {
        this.account = account;
        this.keys = List.copyOf(keys);
        this.sasCheck = new SasCheck(clock);
    }

    Access admit(BlobCall call) {
        Optional<String> authorization = call.header("Authorization");
        if (authorization.isPresent()) {
            requireKey(call.request(), authorization.get());
            return new Access.Owner();
        }
        return Sas.isIn(call.query()) ? admit(new Sas(call.query()), call) : new Access.Anonymous(publicAccess(call));
    }

    private void requireKey(Request request, String authorization) {
        String[] parts = authorization.split("[ :]", 3);
        boolean lite = parts[0].equals("SharedKeyLite");
        if (parts.length != 3 || !(lite || parts[0].equals("SharedKey"))) {
            throw BlobError.INVALID_AUTHENTICATION_INFO.exception(
                    "The fake knows SharedKey, SharedKeyLite and SAS, not this kind of Authorization.");
        }
        List<String> texts =
                lite ? SharedKey.liteTextsOf(request, account.name()) : SharedKey.textsOf(request, account.name());
        if (!parts[1].equals(account.name()) || texts.stream().noneMatch(text -> isSigned(text, parts[2]))) {
            throw BlobError.AUTHENTICATION_FAILED
                    .exception()
                    .with(
                            "AuthenticationErrorDetail",
                            "The MAC signature found in the HTTP request is not the same as any computed signature."
                                    + " Server used following string to sign: '"
                                    + texts.get(0)
                                    + "'.");
        }
    }

    private Access admit(Sas sas, BlobCall call) {
        if (sas.isUserDelegation()) {
            throw BlobError.AUTHENTICATION_FAILED.exception("The fake has no user delegation keys.");
        }
        List<String> texts =
                sas.isAccountSas() ? List.of(sas.accountText(account.name())) : List.of(sas.serviceText(call.target()));
        if (texts.stream().noneMatch(text -> isSigned(text, sas.get("sig")))) {
            throw BlobError.AUTHENTICATION_FAILED
                    .exception()
                    .with("AuthenticationErrorDetail", "Signature did not match.");
        }
        return new Access.Signed(sas, sasCheck.permissions(sas, policy(sas, call)));
    }

    private boolean isSigned(String text, String signature) {
        byte[] sent = signature.getBytes(StandardCharsets.UTF_8);
        return keys.stream()
                .anyMatch(key -> MessageDigest.isEqual(key.sign(text).getBytes(StandardCharsets.UTF_8), sent));
    }

    private Optional<AccessPolicy> policy(Sas sas, BlobCall call) {
        String id = sas.get("si");
        if (id.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(account.containers().get(call.target().container(), null).policies().stream()
                    .filter(policy -> policy.id().equals(id))
                    .findFirst()
                    .orElseThrow(BlobError.AUTHENTICATION_FAILED::exception));
        } catch (BlobException e) {
            throw BlobError.AUTHENTICATION_FAILED.exception().with("AuthenticationErrorDetail", "No such policy.");
        }
    }

    private String publicAccess(BlobCall call) {
        String container = call.target().container();
        if (container.isEmpty()) {
            return "";
        }
        try {
            return Optional.ofNullable(account.containers().get(container, null).publicAccess())
                    .orElse("");
        } catch (BlobException e) {
            return "";
        }
    }
}
