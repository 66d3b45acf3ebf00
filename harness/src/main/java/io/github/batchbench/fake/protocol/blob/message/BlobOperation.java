package io.github.batchbench.fake.protocol.blob.message;

import io.github.batchbench.fake.protocol.blob.message.BlobTarget.Scope;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The operations of the service, with their routes and the permissions they need: any one of the letters will do. An
 * operation without a route shares another one's and is told apart by its headers.
 */
public enum BlobOperation {
    LIST_CONTAINERS("ListContainers", "GET", Scope.SERVICE, "", "list", "l", ""),
    GET_SERVICE_PROPERTIES("GetBlobServiceProperties", "GET", Scope.SERVICE, "service", "properties", "r", ""),
    SET_SERVICE_PROPERTIES("SetBlobServiceProperties", "PUT", Scope.SERVICE, "service", "properties", "w", ""),
    GET_SERVICE_STATS("GetBlobServiceStats", "GET", Scope.SERVICE, "service", "stats", "r", ""),
    GET_USER_DELEGATION_KEY("GetUserDelegationKey", "POST", Scope.SERVICE, "service", "userdelegationkey", "", ""),
    GET_ACCOUNT_INFORMATION("GetAccountInformation", "GET", Scope.SERVICE, "account", "properties", "*", ""),
    FIND_BLOBS_BY_TAGS("FindBlobsByTags", "GET", Scope.SERVICE, "", "blobs", "f", ""),
    BLOB_BATCH("BlobBatch", "POST", Scope.SERVICE, "", "batch", "*", ""),

    /** What the JavaScript SDK sends where the account is a part of the path. */
    BLOB_BATCH_OF_PATH("BlobBatch", "POST", Scope.SERVICE, "container", "batch", "*", ""),

    CREATE_CONTAINER("CreateContainer", "PUT", Scope.CONTAINER, "container", "", "cw", ""),
    GET_CONTAINER_PROPERTIES("GetContainerProperties", "GET", Scope.CONTAINER, "container", "", "r", ""),
    GET_CONTAINER_METADATA("GetContainerMetadata", "GET", Scope.CONTAINER, "container", "metadata", "r", ""),
    SET_CONTAINER_METADATA("SetContainerMetadata", "PUT", Scope.CONTAINER, "container", "metadata", "w", ""),
    GET_CONTAINER_ACL("GetContainerACL", "GET", Scope.CONTAINER, "container", "acl", "", ""),
    SET_CONTAINER_ACL("SetContainerACL", "PUT", Scope.CONTAINER, "container", "acl", "", ""),
    DELETE_CONTAINER("DeleteContainer", "DELETE", Scope.CONTAINER, "container", "", "d", ""),
    LEASE_CONTAINER("LeaseContainer", "PUT", Scope.CONTAINER, "container", "lease", "wd", ""),
    RESTORE_CONTAINER("RestoreContainer", "PUT", Scope.CONTAINER, "container", "undelete", "cw", ""),
    RENAME_CONTAINER("RenameContainer", "PUT", Scope.CONTAINER, "container", "rename", "cw", ""),
    LIST_BLOBS("ListBlobs", "GET", Scope.CONTAINER, "container", "list", "l", "l"),
    FIND_BLOBS_IN_CONTAINER("FindBlobsByTags", "GET", Scope.CONTAINER, "container", "blobs", "f", "f"),
    BLOB_BATCH_IN_CONTAINER("BlobBatch", "POST", Scope.CONTAINER, "container", "batch", "*", "*"),
    GET_ACCOUNT_INFORMATION_HERE("GetAccountInformation", "GET", Scope.CONTAINER, "account", "properties", "*", "*"),

    PUT_BLOB("PutBlob", "PUT", Scope.BLOB, "", "", "cw", "cw"),
    PUT_BLOB_FROM_URL("PutBlobFromURL", "cw", "cw"),
    PUT_APPEND_BLOB("PutBlob (AppendBlob)", "cw", "cw"),
    PUT_PAGE_BLOB("PutBlob (PageBlob)", "cw", "cw"),
    COPY_BLOB("CopyBlob", "cw", "cw"),
    COPY_BLOB_FROM_URL("CopyBlobFromURL", "cw", "cw"),
    GET_BLOB("GetBlob", "GET", Scope.BLOB, "", "", "r", "r"),
    GET_BLOB_PROPERTIES("GetBlobProperties", "HEAD", Scope.BLOB, "", "", "r", "r"),
    DELETE_BLOB("DeleteBlob", "DELETE", Scope.BLOB, "", "", "d", "d"),
    GET_BLOB_METADATA("GetBlobMetadata", "GET", Scope.BLOB, "", "metadata", "r", "r"),
    SET_BLOB_METADATA("SetBlobMetadata", "PUT", Scope.BLOB, "", "metadata", "w", "w"),
    SET_BLOB_PROPERTIES("SetBlobProperties", "PUT", Scope.BLOB, "", "properties", "w", "w"),
    GET_BLOB_TAGS("GetBlobTags", "GET", Scope.BLOB, "", "tags", "t", "t"),
    SET_BLOB_TAGS("SetBlobTags", "PUT", Scope.BLOB, "", "tags", "t", "t"),
    SET_BLOB_TIER("SetBlobTier", "PUT", Scope.BLOB, "", "tier", "w", "w"),
    SNAPSHOT_BLOB("SnapshotBlob", "PUT", Scope.BLOB, "", "snapshot", "cw", "cw"),
    LEASE_BLOB("LeaseBlob", "PUT", Scope.BLOB, "", "lease", "wd", "wd"),
    ABORT_COPY("AbortCopyBlob", "PUT", Scope.BLOB, "", "copy", "w", "w"),
    GET_ACCOUNT_INFORMATION_OF_BLOB("GetAccountInformation", "GET", Scope.BLOB, "account", "properties", "*", "*"),

    PUT_BLOCK("PutBlock", "PUT", Scope.BLOB, "", "block", "w", "cw"),
    PUT_BLOCK_FROM_URL("PutBlockFromURL", "w", "cw"),
    PUT_BLOCK_LIST("PutBlockList", "PUT", Scope.BLOB, "", "blocklist", "w", "cw"),
    GET_BLOCK_LIST("GetBlockList", "GET", Scope.BLOB, "", "blocklist", "r", "r"),
    APPEND_BLOCK("AppendBlock", "PUT", Scope.BLOB, "", "appendblock", "aw", "aw"),
    APPEND_BLOCK_FROM_URL("AppendBlockFromURL", "aw", "aw"),
    SEAL_APPEND_BLOB("SealAppendBlob", "PUT", Scope.BLOB, "", "seal", "w", "w"),

    PUT_PAGE("PutPage", "PUT", Scope.BLOB, "", "page", "w", "w"),
    GET_PAGE_RANGES("GetPageRanges", "GET", Scope.BLOB, "", "pagelist", "r", "r"),
    INCREMENTAL_COPY("IncrementalCopyBlob", "PUT", Scope.BLOB, "", "incrementalcopy", "w", "w"),
    QUERY_BLOB("QueryBlobContents", "POST", Scope.BLOB, "", "query", "r", "r"),
    UNDELETE_BLOB("UndeleteBlob", "PUT", Scope.BLOB, "", "undelete", "w", "w"),
    SET_EXPIRY("SetBlobExpiry", "PUT", Scope.BLOB, "", "expiry", "w", "w"),
    SET_IMMUTABILITY("SetBlobImmutabilityPolicy", "PUT", Scope.BLOB, "", "immutabilitypolicies", "i", "i"),
    DELETE_IMMUTABILITY("DeleteBlobImmutabilityPolicy", "DELETE", Scope.BLOB, "", "immutabilitypolicies", "i", "i"),
    SET_LEGAL_HOLD("SetBlobLegalHold", "PUT", Scope.BLOB, "", "legalhold", "i", "i");

    private static final Map<String, BlobOperation> ROUTES = new HashMap<>();

    static {
        for (BlobOperation operation : values()) {
            if (!operation.route.isEmpty()) {
                ROUTES.put(operation.route, operation);
            }
        }
    }

    private final String wireName;
    private final String route;
    private final String accountPermissions;
    private final String sasPermissions;

    BlobOperation(
            String wireName,
            String method,
            Scope scope,
            String restype,
            String comp,
            String accountPermissions,
            String sasPermissions) {
        this.wireName = wireName;
        this.route = route(method, scope, restype, comp);
        this.accountPermissions = accountPermissions;
        this.sasPermissions = sasPermissions;
    }

    BlobOperation(String wireName, String accountPermissions, String sasPermissions) {
        this.wireName = wireName;
        this.route = "";
        this.accountPermissions = accountPermissions;
        this.sasPermissions = sasPermissions;
    }

    private static String route(String method, Scope scope, String restype, String comp) {
        return String.join(" ", method, scope.name(), restype, comp);
    }

    /** The operation's name in the service's documentation. */
    public String wireName() {
        return wireName;
    }

    /** Whether it changes nothing, so that the secondary endpoint does it, too. */
    public boolean isRead() {
        return route.startsWith("GET")
                || route.startsWith("HEAD")
                || this == GET_USER_DELEGATION_KEY
                || this == QUERY_BLOB;
    }

    /** Whether it can be done to a snapshot. */
    public boolean takesSnapshots() {
        return isRead() || this == DELETE_BLOB || this == SET_BLOB_TIER || this == SET_BLOB_TAGS;
    }

    /** Letters of an account SAS, one of which is needed; {@code *}: none is needed; empty: a SAS will not do. */
    public String accountPermissions() {
        return accountPermissions;
    }

    /** The same for a service SAS. */
    public String sasPermissions() {
        return sasPermissions;
    }

    /** The longest body in bytes. The service says so for content and batches; a guess for documents. */
    public long longestBody() {
        return switch (this) {
            case PUT_BLOB -> 5000L << 20;
            case PUT_BLOCK -> 4000L << 20;
            case APPEND_BLOCK -> 100L << 20;
            case PUT_PAGE, BLOB_BATCH, BLOB_BATCH_OF_PATH, BLOB_BATCH_IN_CONTAINER -> 4L << 20;
            case PUT_BLOCK_LIST -> 10L << 20;
            default -> 256L << 10;
        };
    }

    /** Whether the body is read into memory, and not content of a blob. */
    public boolean isDocument() {
        return switch (this) {
            case PUT_BLOB, PUT_BLOCK, APPEND_BLOCK, PUT_PAGE -> false;
            default -> true;
        };
    }

    /** The operation that a request asks for, empty if there is none of its kind. */
    public static Optional<BlobOperation> of(BlobCall call) {
        Scope scope = call.target().scope();
        BlobOperation found = ROUTES.get(route(call.method(), scope, call.param("restype"), call.param("comp")));
        if (found == null && call.method().equals("HEAD")) {
            found = ROUTES.get(route("GET", scope, call.param("restype"), call.param("comp")));
        }
        return Optional.ofNullable(found).map(operation -> operation.refined(call));
    }

    private BlobOperation refined(BlobCall call) {
        boolean copies = call.header("x-ms-copy-source").isPresent();
        return switch (this) {
            case PUT_BLOB -> put(call, copies);
            case PUT_BLOCK -> copies ? PUT_BLOCK_FROM_URL : this;
            case APPEND_BLOCK -> copies ? APPEND_BLOCK_FROM_URL : this;
            default -> this;
        };
    }

    private static BlobOperation put(BlobCall call, boolean copies) {
        Optional<String> type = call.header("x-ms-blob-type");
        if (copies && type.isEmpty()) {
            return call.says("x-ms-requires-sync") ? COPY_BLOB_FROM_URL : COPY_BLOB;
        }
        return switch (type.orElseGet(() -> call.requiredHeader("x-ms-blob-type"))) {
            case "BlockBlob" -> copies ? PUT_BLOB_FROM_URL : PUT_BLOB;
            case "AppendBlob" -> PUT_APPEND_BLOB;
            case "PageBlob" -> PUT_PAGE_BLOB;
            default -> throw call.invalidHeader("x-ms-blob-type");
        };
    }
}
