package io.github.batchbench.fake.server;

import io.github.batchbench.fake.model.CloudNames;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names that the fake goes by: this machine's loopback, what containers call this machine, and what the cloud calls the fake's own accounts. Clients may use
 * any of them; nobody here has to resolve more than {@code 127.0.0.1}.
 */
public final class OwnNames {
    /** No accounts. */
    public static final OwnNames LOOPBACK = new OwnNames("", List.of(), List.of());

    private static final String SECONDARY = "-secondary";
    /** The last two are what containers in a virtual machine call this one. */
    private static final Pattern HERE = Pattern.compile(
            "([a-z0-9-]+\\.)*localhost|127(\\.\\d{1,3}){3}|\\[::1]|host\\.(docker|containers)\\.internal");

    private static final Pattern HOST =
            Pattern.compile("(?<name>\\[[0-9a-f:.]+]|[a-z0-9.-]*[a-z0-9-])\\.?(:\\d{1,5})?");

    private static final Pattern BATCH = Pattern.compile("(?<account>[a-z0-9]+)\\.[a-z0-9]+\\.batch\\.azure\\.com");
    private static final Pattern BLOBS = Pattern.compile("(?<account>(?<name>[a-z0-9]+)(" + SECONDARY + ")?)(?<where>"
            + Pattern.quote(CloudNames.BLOB_SUFFIX) + "|\\.(blob\\.)?localhost)");

    private final Set<String> batchAccounts = ConcurrentHashMap.newKeySet();
    private final Set<String> storageAccounts = ConcurrentHashMap.newKeySet();
    private final List<String> shared;

    /**
     * Loopback, and the names of these accounts.
     *
     * @param shared names of the cloud that are no account's, but are this fake's all the same
     */
    public OwnNames(String batchAccount, List<String> storageAccounts, List<String> shared) {
        this.shared = List.copyOf(shared);
        if (!batchAccount.isEmpty()) {
            batchAccounts.add(batchAccount);
        }
        this.storageAccounts.addAll(storageAccounts);
    }

    /** There is one more Batch account. */
    public void addBatch(String account) {
        batchAccounts.add(account);
    }

    /** There is one Batch account less. */
    public void removeBatch(String account) {
        batchAccounts.remove(account);
    }

    /** There is one more storage account. */
    public void addStorage(String account) {
        storageAccounts.add(account);
    }

    /** There is one storage account less. */
    public void removeStorage(String account) {
        storageAccounts.remove(account);
    }

    /** Whether a {@code Host} header names this machine's loopback or an account here. A rebound DNS name does not. */
    public boolean contains(String hostHeader) {
        Matcher host = HOST.matcher(hostHeader.trim().toLowerCase(Locale.ROOT));
        return host.matches() && isOwn(host.group("name"));
    }

    /** Whether a host's name, in small letters and without a port, is one of them. */
    public boolean isOwn(String host) {
        return HERE.matcher(host).matches()
                || batchAccount(host).isPresent()
                || isOfStorage(host)
                || shared.contains(host);
    }

    /** The Batch account here that the cloud gives this name to, whatever the region. */
    public Optional<String> batchAccount(String host) {
        Matcher name = BATCH.matcher(host);
        return name.matches() && batchAccounts.contains(name.group("account"))
                ? Optional.of(name.group("account"))
                : Optional.empty();
    }

    /** Whether the cloud gives this name to a storage account here. */
    public boolean isOfStorage(String host) {
        Matcher name = BLOBS.matcher(host);
        return name.matches()
                && name.group("where").equals(CloudNames.BLOB_SUFFIX)
                && storageAccounts.contains(name.group("name"));
    }

    /** Those that can be written down. */
    public List<String> cloudNames() {
        return Stream.concat(
                        shared.stream(),
                        storageAccounts.stream()
                                .flatMap(account -> Stream.of(account, account + SECONDARY))
                                .map(CloudNames::blob))
                .toList();
    }

    /**
     * The address at a Blob endpoint here of what a storage account's own name leads to, if it is one of ours.
     *
     * @param endpoint scheme, host and port
     */
    public Optional<URI> blobAt(URI endpoint, URI uri) {
        Matcher host = BLOBS.matcher(String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT));
        if (!host.matches() || !storageAccounts.contains(host.group("name"))) {
            return Optional.empty();
        }
        boolean here = !host.group("where").equals(CloudNames.BLOB_SUFFIX);
        if (here && uri.getPort() != endpoint.getPort()) {
            return Optional.empty();
        }
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return Optional.of(URI.create(endpoint + "/" + host.group("account") + uri.getRawPath() + query));
    }
}
