package io.github.batchbench.api;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.github.batchbench.Internal;
import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.state.Quotas;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What goes wrong with a Batch account of the fake and with Blob storage, by one line each:
 * {@code azure.faults().service().times(3).throttled(Duration.ZERO)}.
 * Thread-safe.
 */
public final class Faults {
    private final BatchAccount batch;
    private final StorageAccount storage;
    private final TaskScripts scripts;
    private final BatchServer server;
    private final Supplier<WireMockServer> blobServer;
    private final Function<String, Faults> accounts;
    private final Shortages shortages = new Shortages();
    private final List<Named> named = new CopyOnWriteArrayList<>();
    private final AtomicInteger lastNumber = new AtomicInteger();

    /** A fault that was switched on by name. */
    private record Named(int number, String name, Fault fault) {}

    /**
     * The faults of an account.
     *
     * @param accounts those of each account, by its name
     */
    Faults(
            BatchServer server,
            StorageAccount storage,
            Supplier<WireMockServer> blobServer,
            Function<String, Faults> accounts) {
        this.server = server;
        this.batch = server.account();
        this.storage = storage;
        this.scripts = server.faultScripts();
        this.blobServer = blobServer;
        this.accounts = accounts;
    }

    /**
     * What goes wrong with one of the Batch accounts: those that a file or the management plane has made have faults of their own, for
     * their answers, pools, nodes and quotas. Blob storage is that of all.
     *
     * @param batchAccount the account's name
     * @throws IllegalArgumentException if there is none of this name
     */
    public Faults account(String batchAccount) {
        return accounts.apply(batchAccount);
    }

    /** Answers of the Batch service. */
    public ServiceFaults service() {
        return new ServiceFaults(server.wireMock(), batch, StruckRequests.ALL);
    }

    /** Answers of Blob storage. */
    public StorageFaults storage() {
        return new StorageFaults(blobServer.get(), storage, StruckRequests.ALL);
    }

    /** A pool, which need not be there yet, and its nodes. */
    public PoolFaults pool(String poolId) {
        return new PoolFaults(batch, scripts, shortages, poolId);
    }

    /** All pools and their nodes. */
    public PoolFaults pools() {
        return new PoolFaults(batch, scripts, shortages, null);
    }

    /**
     * What the account may have at once, pools, open jobs and cores; what is there stays.
     *
     * @hidden
     */
    @Internal
    public void quotas(Quotas quotas) {
        batch.quotas(quotas);
    }

    Quotas quotas() {
        return batch.quotas();
    }

    /**
     * Switches on the fault that a command line names, {@code NAME} or {@code NAME=ARGUMENT}.
     *
     * @throws IllegalArgumentException if there is none of this name, or the argument is not for it; the message says what
     *     there is
     */
    public void switchOn(String nameAndArgument) {
        String name = nameAndArgument.strip();
        named.add(new Named(lastNumber.incrementAndGet(), name, NamedFault.switchOn(this, name)));
    }

    /** Those that were switched on by name: {@code number}, {@code name} and how often they struck, {@code count}. */
    List<Map<String, Object>> on() {
        return named.stream()
                .map(each -> Map.<String, Object>of(
                        "number", each.number(),
                        "name", each.name(),
                        "count", each.fault().count()))
                .toList();
    }

    /** What can be switched on by name: {@code name}, {@code argument} and {@code effect}. */
    static List<Map<String, String>> known() {
        return NamedFault.all().stream()
                .map(fault -> Map.of("name", fault.name(), "argument", fault.argument(), "effect", fault.effect()))
                .toList();
    }

    /** Ends one of those that were switched on by name. */
    void end(int number) {
        Named found = named.stream()
                .filter(each -> each.number() == number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no fault " + number + " that is on."));
        found.fault().end();
        named.remove(found);
    }

    /** Ends the faults that were switched on by name. */
    public void endNamed() {
        named.forEach(each -> each.fault().end());
        named.clear();
    }

    /** What can be switched on by name, one line each. */
    public static String help() {
        return NamedFault.help();
    }

    /** Forgets what a reset of accounts and servers does not take with it. */
    public void clear() {
        shortages.clear();
        scripts.clear();
        named.clear();
    }
}
