package io.github.batchbench.fake.protocol.blob.access;

import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.protocol.blob.message.BlobCall;
import io.github.batchbench.fake.protocol.blob.message.BlobOperation;
import io.github.batchbench.fake.protocol.blob.message.BlobTarget;
import java.util.function.Predicate;

/** What the sender of a request may do. */
public sealed interface Access {
    /** Lets an operation pass or refuses it; the call may come back restricted. */
    BlobCall authorize(BlobOperation operation, BlobCall call);

    /** Has the account's key. */
    record Owner() implements Access {
        @Override
        public BlobCall authorize(BlobOperation operation, BlobCall call) {
            refuseUserKey(operation);
            return call;
        }
    }

    /**
     * Has a token, and can also get keys to sign with.
     *
     * @param permitted what the user's roles let do
     */
    record User(Predicate<String> permitted) implements Access {
        @Override
        public BlobCall authorize(BlobOperation operation, BlobCall call) {
            if (!permitted.test(BlobAction.of(operation, call))) {
                throw BlobError.AUTHORIZATION_PERMISSION_MISMATCH.exception();
            }
            return call;
        }
    }

    /**
     * Has what a user has signed.
     *
     * @param signature what it lets do
     * @param user who has signed it, and cannot give what is not theirs
     */
    record OfUser(Signed signature, User user) implements Access {
        @Override
        public BlobCall authorize(BlobOperation operation, BlobCall call) {
            BlobCall signed = signature.authorize(operation, call);
            BlobCall ignored = user.authorize(operation, call);
            return signed;
        }
    }

    /** Keys of users are for users only. */
    private static void refuseUserKey(BlobOperation operation) {
        if (operation == BlobOperation.GET_USER_DELEGATION_KEY) {
            throw BlobError.AUTHENTICATION_FAILED
                    .exception()
                    .with("AuthenticationErrorDetail", "Only authentication scheme Bearer is supported");
        }
    }

    /**
     * Has a valid signature.
     *
     * @param permissions the letters, also if they come from a stored policy
     */
    record Signed(Sas sas, String permissions) implements Access {
        @Override
        public BlobCall authorize(BlobOperation operation, BlobCall call) {
            refuseUserKey(operation);
            if (sas.isAccountSas()) {
                if (!operation.accountPermissions().equals("*")) {
                    requireType(call.target().scope());
                }
                return authorize(operation.accountPermissions(), call);
            }
            return authorize(operation.sasPermissions(), call);
        }

        private void requireType(BlobTarget.Scope scope) {
            String letter = switch (scope) {
                case SERVICE -> "s";
                case CONTAINER -> "c";
                case BLOB -> "o";
            };
            if (!sas.get("srt").contains(letter)) {
                throw BlobError.AUTHORIZATION_RESOURCE_TYPE_MISMATCH.exception();
            }
        }

        /** Tags are not part of what a writer may say, nor of what a reader may ask. */
        private void requireTags(BlobCall call) {
            boolean tags = call.header("x-ms-tags").isPresent()
                    || call.header("x-ms-if-tags").isPresent();
            if (tags && permissions.indexOf('t') < 0) {
                throw BlobError.AUTHORIZATION_PERMISSION_MISMATCH.exception();
            }
        }

        private BlobCall authorize(String needed, BlobCall call) {
            if (needed.equals("*")) {
                return call;
            }
            boolean any = needed.chars().anyMatch(letter -> permissions.indexOf(letter) >= 0);
            if (!any) {
                throw BlobError.AUTHORIZATION_PERMISSION_MISMATCH.exception();
            }
            boolean onlyCreates = needed.contains("w") && permissions.indexOf('w') < 0 && needed.contains("c");
            requireTags(call);
            return call.with(onlyCreates ? BlobCall.Rights.CREATE : BlobCall.Rights.OVERWRITE);
        }
    }

    /** Says nothing of itself: reads what is public. */
    record Anonymous(String publicAccess) implements Access {
        /** From this version on the service says how to say something, as recorded. */
        private static final String CHALLENGED_SINCE = "2019-12-12";

        @Override
        public BlobCall authorize(BlobOperation operation, BlobCall call) {
            boolean blobRead = operation == BlobOperation.GET_BLOB
                    || operation == BlobOperation.GET_BLOB_PROPERTIES
                    || operation == BlobOperation.GET_BLOB_METADATA
                    || operation == BlobOperation.GET_BLOCK_LIST;
            boolean containerRead = operation == BlobOperation.LIST_BLOBS
                    || operation == BlobOperation.GET_CONTAINER_PROPERTIES
                    || operation == BlobOperation.GET_CONTAINER_METADATA;
            boolean open = publicAccess.equals("container") || (publicAccess.equals("blob") && blobRead);
            if (open && (blobRead || containerRead)) {
                return call;
            }
            throw (blobRead || containerRead) && !call.version().isSince(CHALLENGED_SINCE)
                    ? BlobError.RESOURCE_NOT_FOUND.exception()
                    : BlobError.NO_AUTHENTICATION_INFORMATION.exception();
        }
    }
}
