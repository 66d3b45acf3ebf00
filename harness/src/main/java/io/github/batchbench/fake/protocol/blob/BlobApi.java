package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.blob.BlobException;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Response;
import io.github.batchbench.fake.protocol.blob.access.BlobCredentials;
import io.github.batchbench.fake.protocol.blob.access.Gatekeeper;
import io.github.batchbench.fake.protocol.blob.message.Address;
import io.github.batchbench.fake.protocol.blob.message.ErrorBody;
import io.github.batchbench.fake.protocol.blob.message.ServiceVersion;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The Blob service's REST API over accounts, each with its secondary endpoint. An account is named by the path, as in
 * {@code /account/container}, or by the host, as in {@code account.blob.localhost}. Who asks is checked by key or
 * signature; what is not modelled is answered 501 with the operation's name.
 */
public final class BlobApi implements Handler {
    private static final long UNPROVEN_BODY_LIMIT = 64 << 10;

    /** Codes for what the host refuses; a guess, as the service's own front end answers such requests in its own way. */
    private static final Map<Integer, BlobError> HOST_ERRORS = Map.of(
            403, BlobError.AUTHENTICATION_FAILED,
            404, BlobError.RESOURCE_NOT_FOUND,
            405, BlobError.UNSUPPORTED_HTTP_VERB,
            408, BlobError.INVALID_INPUT,
            413, BlobError.REQUEST_BODY_TOO_LARGE,
            414, BlobError.INVALID_URI,
            431, BlobError.INVALID_HEADER_VALUE,
            507, BlobError.INSUFFICIENT_STORAGE);

    private final Map<String, BlobAccountApi> apis = new ConcurrentHashMap<>();
    private final Map<String, Gatekeeper> doors = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private final RemoteServers remote;

    /** Serves one account; as {@link #BlobApi(Map, InstantSource)}. */
    public BlobApi(StorageAccount account, BlobCredentials credentials, InstantSource clock) {
        this(Map.of(account, credentials), clock);
    }

    /** Copies from servers elsewhere that Java trusts; as {@link #BlobApi(Map, InstantSource, RemoteServers)}. */
    public BlobApi(Map<StorageAccount, BlobCredentials> accounts, InstantSource clock) {
        this(accounts, clock, new RemoteServers(null));
    }

    /**
     * Serves accounts to those who have their credentials.
     *
     * @param clock the time that clients live in, which signatures begin and expire by
     * @param remote where copies from elsewhere are fetched
     */
    public BlobApi(Map<StorageAccount, BlobCredentials> accounts, InstantSource clock, RemoteServers remote) {
        this.clock = clock;
        this.remote = remote;
        accounts.forEach(this::add);
    }

    /** Serves one more account, or the same one to others. */
    public void add(StorageAccount account, BlobCredentials credentials) {
        doors.put(account.name(), new Gatekeeper(account, credentials, clock));
        apis.put(account.name(), new BlobAccountApi(account, credentials, doors, remote, clock));
    }

    /** Serves an account no more. */
    public void remove(String account) {
        apis.remove(account);
        doors.remove(account);
    }

    @Override
    public Response handle(Request request) {
        Address address = Address.of(request, apis.keySet());
        BlobAccountApi api = apis.get(address.account());
        return api == null
                ? refused(
                        BlobError.RESOURCE_NOT_FOUND.exception(
                                "There is no storage account " + address.account() + " here."),
                        request)
                : api.handle(request, address);
    }

    /** Who may not do what it asks for gets little room: enough for a stub of a test that answers before the account. */
    @Override
    public long bodyLimit(Request head) {
        Address address = Address.of(head, apis.keySet());
        BlobAccountApi api = apis.get(address.account());
        return api == null ? UNPROVEN_BODY_LIMIT : api.bodyLimit(head, address).orElse(UNPROVEN_BODY_LIMIT);
    }

    @Override
    public boolean servesWebPages() {
        return true;
    }

    @Override
    public Response refuse(int status, String reason, Request head) {
        BlobError error =
                HOST_ERRORS.getOrDefault(status, status < 500 ? BlobError.INVALID_INPUT : BlobError.INTERNAL_ERROR);
        return refused(error.exception().withStatus(status).with("Reason", reason), head);
    }

    private Response refused(BlobException refusal, Request request) {
        return ErrorBody.of(refusal, request, BlobAccountApi.common(request, clock), ServiceVersion.NEWEST);
    }
}
