package io.github.batchbench.api;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.agent.TaskTokens;
import io.github.batchbench.fake.history.AccountEvent;
import io.github.batchbench.fake.history.Limits;
import io.github.batchbench.fake.model.AccountKeys;
import io.github.batchbench.fake.node.AgentSettings;
import io.github.batchbench.fake.node.LocalNodeAgent;
import io.github.batchbench.fake.node.ScriptableNodeAgent;
import io.github.batchbench.fake.node.transfers.AutoStorage;
import io.github.batchbench.fake.node.transfers.NodeNetwork;
import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.protocol.batch.BatchApi;
import io.github.batchbench.fake.protocol.batch.Notices;
import io.github.batchbench.fake.protocol.batch.auth.BatchCredentials;
import io.github.batchbench.fake.protocol.identity.AccessTokens;
import io.github.batchbench.fake.server.WireMockHost;
import io.github.batchbench.fake.subscription.DataPlane;
import io.github.batchbench.fake.time.Timeline;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One Batch account: its nodes, its service, and the server at its address. Thread-safe. */
final class BatchServer implements DataPlane.Served {
    /**
     * What all accounts of a fake share.
     *
     * @param location where their state is kept
     * @param autoStorage the storage that is linked with an account, by the account's name
     * @param rules what an account says of its callers, by its name
     * @param folders where their temporary folders are noted
     * @param heard hears what happens in an account, by its name; under the lock
     */
    record Surroundings(
            FakeAzureOptions options,
            FakeLocation location,
            Timeline timeline,
            AccessTokens issued,
            Notices notices,
            TaskScripts scripts,
            NodeNetwork network,
            Function<String, AutoStorage> autoStorage,
            Function<String, BatchCredentials.Rules> rules,
            Set<Path> folders,
            BiConsumer<String, AccountEvent> heard) {}

    /** What a fault plays, which is nobody else's. */
    private final TaskScripts faultScripts = new TaskScripts();

    private final LocalNodeAgent nodes;
    private final BatchAccount account;
    private final Handler api;
    private final Function<String, Handler> portal;
    private volatile @Nullable Address address;
    private volatile boolean gone;

    BatchServer(Surroundings all, String name, AccountKeys keys) {
        FakeAzureOptions options = all.options();
        TaskTokens tokens = new TaskTokens();
        AgentSettings settings = AgentSettings.of(name, this::uri)
                .withContainers(options.containers())
                .withNetwork(all.network())
                .withVirtualTime(all.timeline()::virtualInstant)
                .withTokens(tokens)
                .withPackages((id, version) -> account().applications().find(id, version))
                .withAutoStorage(all.autoStorage().apply(name));
        this.nodes = LocalNodeAgent.open(all.location().nodes(name, settings));
        all.folders().add(nodes.folder());
        this.account = new BatchAccount(
                all.timeline(),
                new ScriptableNodeAgent(
                        nodes,
                        assignment -> faultScripts
                                .of(assignment)
                                .or(() -> all.scripts().of(assignment)),
                        all.scripts()::playsImage,
                        all.timeline()),
                options.pace().latencies(),
                options.pace().seed(),
                options.strictness());
        account.recorder().start(Limits.USUAL);
        account.recorder().listen(event -> all.heard().accept(name, event));
        BatchCredentials credentials = new BatchCredentials(
                        name, keys, options.token(), options.pace().wallClock(), tokens, all.issued())
                .withRules(all.rules().apply(name));
        this.api = whileThere(new BatchApi(account, credentials, all.notices()), name);
        this.portal = token -> whileThere(
                new BatchApi(
                        account,
                        new BatchCredentials(name, keys, token, options.pace().wallClock(), tokens, all.issued()),
                        all.notices()),
                name);
    }

    private Handler whileThere(Handler service, String name) {
        return service.answeredBy(request -> gone
                ? service.refuse(404, "The account '" + name + "' has been deleted.", request)
                : service.handle(request));
    }

    /** The same service for who has this bearer token, whatever proofs the account takes from others. */
    Handler apiFor(String token) {
        return portal.apply(token);
    }

    /** What answers at its address. */
    Handler api() {
        return api;
    }

    /** What its nodes work in. */
    LocalNodeAgent nodes() {
        return nodes;
    }

    /** A server's address outlives the server. */
    private record Address(WireMockHost host, URI uri) {}

    /** From now on it has an address. */
    void listen(WireMockHost server) {
        address = new Address(server, server.uri());
    }

    /** In front of its service. */
    WireMockServer wireMock() {
        return requireAddress().host().wireMock();
    }

    /** How runs are played of which a fault has it that they fail. */
    TaskScripts faultScripts() {
        return faultScripts;
    }

    /** Its address, without a slash at the end. */
    URI uri() {
        return requireAddress().uri();
    }

    private Address requireAddress() {
        Address known = address;
        if (known == null) {
            throw new IllegalStateException("The account is not served yet.");
        }
        return known;
    }

    @Override
    public BatchAccount account() {
        return account;
    }

    @Override
    public int port() {
        return uri().getPort();
    }

    /** Empties it, and answers nobody; the server stays, as others may answer there too. */
    @Override
    public void close() {
        gone = true;
        account.reset();
    }

    /** Answers again. */
    void reopen() {
        gone = false;
    }

    /** Ends the server and the nodes. */
    void end() {
        gone = true;
        requireAddress().host().close();
        account.leave();
    }
}
