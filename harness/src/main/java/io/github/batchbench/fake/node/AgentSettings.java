package io.github.batchbench.fake.node;

import io.github.batchbench.fake.agent.TaskTokens;
import io.github.batchbench.fake.node.containers.EngineChoice;
import io.github.batchbench.fake.node.files.AgentHome;
import io.github.batchbench.fake.node.transfers.AutoStorage;
import io.github.batchbench.fake.node.transfers.NodeNetwork;
import io.github.batchbench.fake.node.transfers.PackageSource;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What all nodes have in common.
 *
 * @param accountName the Batch account, which tasks see as {@code AZ_BATCH_ACCOUNT_NAME}
 * @param accountUrl its endpoint; asked at every start, since the port is known only when the server runs
 * @param autoStorage the linked storage account
 * @param grace how long a process may take to end after it was asked to, before it is killed: real time, whatever clock
 *     the service has
 * @param packages where application packages come from
 * @param containers what runs containers, if anything does
 * @param virtualNow what time it is, if time is virtual; file times follow it
 * @param tokens what tasks prove themselves with that ask for it
 * @param stall how long a download or upload may stand still before it counts as timed out: real time as well
 * @param network how nodes reach what tasks name
 * @param home where the nodes' files are that outlive the agent; null if they go with it
 * @param beforeExit what is done before the end of the JVM ends what runs
 */
public record AgentSettings(
        String accountName,
        Supplier<URI> accountUrl,
        AutoStorage autoStorage,
        PackageSource packages,
        Duration grace,
        Duration stall,
        EngineChoice containers,
        Supplier<Optional<Instant>> virtualNow,
        TaskTokens tokens,
        NodeNetwork network,
        @Nullable AgentHome home,
        Runnable beforeExit) {
    private static final Duration USUAL_GRACE = Duration.ofSeconds(1);
    private static final Duration USUAL_STALL = Duration.ofMinutes(1);

    /** Settings without a linked storage account. */
    public static AgentSettings of(String accountName, Supplier<URI> accountUrl) {
        return new AgentSettings(
                accountName,
                accountUrl,
                AutoStorage.NONE,
                PackageSource.NONE,
                USUAL_GRACE,
                USUAL_STALL,
                EngineChoice.usual(),
                Optional::empty,
                new TaskTokens(),
                NodeNetwork.OF_THIS_MACHINE,
                null,
                () -> {});
    }

    /** These settings with a linked storage account. */
    public AgentSettings withAutoStorage(AutoStorage storage) {
        return changed(draft -> draft.autoStorage = storage);
    }

    /** These settings with application packages. */
    public AgentSettings withPackages(PackageSource source) {
        return changed(draft -> draft.packages = source);
    }

    /** These settings with another grace. */
    public AgentSettings withGrace(Duration duration) {
        return changed(draft -> draft.grace = duration);
    }

    /** These settings with another container engine, or none. */
    public AgentSettings withContainers(EngineChoice engine) {
        return changed(draft -> draft.containers = engine);
    }

    /** These settings with a clock that may be virtual. */
    public AgentSettings withVirtualTime(Supplier<Optional<Instant>> now) {
        return changed(draft -> draft.virtualNow = now);
    }

    /** These settings with another limit for transfers that stand still. */
    public AgentSettings withStall(Duration duration) {
        return changed(draft -> draft.stall = duration);
    }

    /** These settings with tokens that the account knows. */
    public AgentSettings withTokens(TaskTokens taskTokens) {
        return changed(draft -> draft.tokens = taskTokens);
    }

    /** These settings with another network. */
    public AgentSettings withNetwork(NodeNetwork other) {
        return changed(draft -> draft.network = other);
    }

    /**
     * These settings with files that outlive the agent.
     *
     * @param place where they are
     * @param lastWord what is done before the end of the JVM ends what runs
     */
    public AgentSettings withHome(AgentHome place, Runnable lastWord) {
        return changed(draft -> {
            draft.home = place;
            draft.beforeExit = lastWord;
        });
    }

    private AgentSettings changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settings();
    }

    /** What they are to be, so that a change names only what it changes. */
    private static final class Draft {
        private String accountName;
        private Supplier<URI> accountUrl;
        private AutoStorage autoStorage;
        private PackageSource packages;
        private Duration grace;
        private Duration stall;
        private EngineChoice containers;
        private Supplier<Optional<Instant>> virtualNow;
        private TaskTokens tokens;
        private NodeNetwork network;
        private @Nullable AgentHome home;
        private Runnable beforeExit;

        private Draft(AgentSettings from) {
            this.accountName = from.accountName;
            this.accountUrl = from.accountUrl;
            this.autoStorage = from.autoStorage;
            this.packages = from.packages;
            this.grace = from.grace;
            this.stall = from.stall;
            this.containers = from.containers;
            this.virtualNow = from.virtualNow;
            this.tokens = from.tokens;
            this.network = from.network;
            this.home = from.home;
            this.beforeExit = from.beforeExit;
        }

        private AgentSettings settings() {
            return new AgentSettings(
                    accountName,
                    accountUrl,
                    autoStorage,
                    packages,
                    grace,
                    stall,
                    containers,
                    virtualNow,
                    tokens,
                    network,
                    home,
                    beforeExit);
        }
    }
}
