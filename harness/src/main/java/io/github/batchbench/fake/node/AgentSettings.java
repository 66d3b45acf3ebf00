package io.github.batchbench.fake.node;

import io.github.batchbench.fake.agent.TaskTokens;
import io.github.batchbench.fake.node.containers.ContainerCommand;
import io.github.batchbench.fake.node.transfers.AutoStorage;
import io.github.batchbench.fake.node.transfers.NodeNetwork;
import io.github.batchbench.fake.node.transfers.PackageSource;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What all nodes have in common.
 *
 * @param accountName the Batch account, which tasks see as {@code AZ_BATCH_ACCOUNT_NAME}
 * @param accountUrl its endpoint; asked at every start, since the port is known only when the server runs
 * @param autoStorage the linked storage account
 * @param grace how long a process may take to end after it was asked to, before it is killed: real time, whatever clock
 *     the service has
 * @param packages where application packages come from
 * @param containerEngine the program of Docker or Podman; empty if containers cannot be run
 * @param virtualNow what time it is, if time is virtual; file times follow it
 * @param tokens what tasks prove themselves with that ask for it
 * @param stall how long a download or upload may stand still before it counts as timed out: real time as well
 * @param network how nodes reach what tasks name
 */
public record AgentSettings(
        String accountName,
        Supplier<URI> accountUrl,
        AutoStorage autoStorage,
        PackageSource packages,
        Duration grace,
        Duration stall,
        Optional<Path> containerEngine,
        Supplier<Optional<Instant>> virtualNow,
        TaskTokens tokens,
        NodeNetwork network) {
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
                ContainerCommand.installed(),
                Optional::empty,
                new TaskTokens(),
                NodeNetwork.OF_THIS_MACHINE);
    }

    /** These settings with a linked storage account. */
    public AgentSettings withAutoStorage(AutoStorage storage) {
        return new AgentSettings(
                accountName, accountUrl, storage, packages, grace, stall, containerEngine, virtualNow, tokens, network);
    }

    /** These settings with application packages. */
    public AgentSettings withPackages(PackageSource source) {
        return new AgentSettings(
                accountName,
                accountUrl,
                autoStorage,
                source,
                grace,
                stall,
                containerEngine,
                virtualNow,
                tokens,
                network);
    }

    /** These settings with another grace. */
    public AgentSettings withGrace(Duration duration) {
        return new AgentSettings(
                accountName,
                accountUrl,
                autoStorage,
                packages,
                duration,
                stall,
                containerEngine,
                virtualNow,
                tokens,
                network);
    }

    /** These settings with another container engine, or none. */
    public AgentSettings withContainerEngine(Optional<Path> engine) {
        return new AgentSettings(
                accountName, accountUrl, autoStorage, packages, grace, stall, engine, virtualNow, tokens, network);
    }

    /** These settings with a clock that may be virtual. */
    public AgentSettings withVirtualTime(Supplier<Optional<Instant>> now) {
        return new AgentSettings(
                accountName, accountUrl, autoStorage, packages, grace, stall, containerEngine, now, tokens, network);
    }

    /** These settings with another limit for transfers that stand still. */
    public AgentSettings withStall(Duration duration) {
        return new AgentSettings(
                accountName,
                accountUrl,
                autoStorage,
                packages,
                grace,
                duration,
                containerEngine,
                virtualNow,
                tokens,
                network);
    }

    /** These settings with tokens that the account knows. */
    public AgentSettings withTokens(TaskTokens taskTokens) {
        return new AgentSettings(
                accountName,
                accountUrl,
                autoStorage,
                packages,
                grace,
                stall,
                containerEngine,
                virtualNow,
                taskTokens,
                network);
    }

    /** These settings with another network. */
    public AgentSettings withNetwork(NodeNetwork other) {
        return new AgentSettings(
                accountName,
                accountUrl,
                autoStorage,
                packages,
                grace,
                stall,
                containerEngine,
                virtualNow,
                tokens,
                other);
    }
}
