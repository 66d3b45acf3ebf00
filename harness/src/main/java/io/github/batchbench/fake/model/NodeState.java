package io.github.batchbench.fake.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** States of a compute node. */
public enum NodeState implements State<NodeState> {
    /** Being allocated. */
    CREATING("creating"),
    /** Booting. */
    STARTING("starting"),
    /** Its start task runs. */
    WAITING_FOR_START_TASK("waitingforstarttask"),
    /** Its start task failed and was to be waited for: takes no tasks, and is billed. */
    START_TASK_FAILED("starttaskfailed"),
    /** Ready, with nothing to do. */
    IDLE("idle"),
    /** Runs at least one task. */
    RUNNING("running"),
    /** Rebooting. */
    REBOOTING("rebooting"),
    /** Being given a fresh disk. */
    REIMAGING("reimaging"),
    /** Being removed. */
    LEAVING_POOL("leavingpool"),
    /** A spot node that was taken away; keeps its id. */
    PREEMPTED("preempted"),
    /** Cannot be used. */
    UNUSABLE("unusable"),
    /** Scheduling was disabled on it, or it is cut off. */
    OFFLINE("offline"),
    /** The service has lost contact. */
    UNKNOWN("unknown"),
    /** The operating system is being upgraded. */
    UPGRADING_OS("upgradingos"),
    /** Being deallocated. */
    DEALLOCATING("deallocating"),
    /** Kept without a machine. */
    DEALLOCATED("deallocated");

    /** The states in which a machine is up: it can be rebooted, reimaged or deallocated (documented). */
    public static final Set<NodeState> UP =
            Collections.unmodifiableSet(EnumSet.of(IDLE, RUNNING, START_TASK_FAILED, OFFLINE));

    /** Made once: states change millions of times in a simulation. */
    private static final Map<NodeState, Set<NodeState>> SUCCESSORS =
            new EnumMap<>(Arrays.stream(values()).collect(Collectors.toMap(Function.identity(), NodeState::table)));

    private final String wireName;

    NodeState(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    @Override
    public Set<NodeState> successors() {
        return Objects.requireNonNull(SUCCESSORS.get(this));
    }

    private Set<NodeState> table() {
        return switch (this) {
            case CREATING -> EnumSet.of(STARTING, LEAVING_POOL, UNUSABLE, PREEMPTED, DEALLOCATING);
            case STARTING ->
                EnumSet.of(
                        WAITING_FOR_START_TASK,
                        IDLE,
                        REBOOTING,
                        REIMAGING,
                        LEAVING_POOL,
                        PREEMPTED,
                        UNUSABLE,
                        OFFLINE,
                        UNKNOWN,
                        DEALLOCATING);
            case WAITING_FOR_START_TASK ->
                EnumSet.of(
                        IDLE,
                        START_TASK_FAILED,
                        REBOOTING,
                        REIMAGING,
                        LEAVING_POOL,
                        PREEMPTED,
                        UNUSABLE,
                        OFFLINE,
                        UNKNOWN,
                        DEALLOCATING);
            case START_TASK_FAILED ->
                EnumSet.of(REBOOTING, REIMAGING, LEAVING_POOL, PREEMPTED, UNUSABLE, OFFLINE, UNKNOWN, DEALLOCATING);
            case IDLE ->
                EnumSet.of(
                        RUNNING,
                        STARTING,
                        REBOOTING,
                        REIMAGING,
                        LEAVING_POOL,
                        PREEMPTED,
                        UNUSABLE,
                        OFFLINE,
                        UNKNOWN,
                        DEALLOCATING);
            case RUNNING ->
                EnumSet.of(
                        IDLE,
                        STARTING,
                        REBOOTING,
                        REIMAGING,
                        LEAVING_POOL,
                        PREEMPTED,
                        UNUSABLE,
                        OFFLINE,
                        UNKNOWN,
                        DEALLOCATING);
            case REBOOTING -> EnumSet.of(STARTING, LEAVING_POOL, UNUSABLE, PREEMPTED);
            case REIMAGING -> EnumSet.of(STARTING, LEAVING_POOL, UNUSABLE, PREEMPTED);
            case LEAVING_POOL -> EnumSet.noneOf(NodeState.class);
            case PREEMPTED -> EnumSet.of(CREATING, STARTING, LEAVING_POOL);
            case UNUSABLE -> EnumSet.of(STARTING, IDLE, REBOOTING, REIMAGING, LEAVING_POOL, DEALLOCATING);
            case OFFLINE ->
                EnumSet.of(
                        IDLE, RUNNING, STARTING, REBOOTING, REIMAGING, LEAVING_POOL, PREEMPTED, UNUSABLE, DEALLOCATING);
            case UNKNOWN ->
                EnumSet.of(IDLE, RUNNING, UNUSABLE, STARTING, REBOOTING, REIMAGING, LEAVING_POOL, PREEMPTED);
            case UPGRADING_OS -> EnumSet.of(STARTING, LEAVING_POOL);
            case DEALLOCATING -> EnumSet.of(DEALLOCATED, LEAVING_POOL);
            case DEALLOCATED -> EnumSet.of(STARTING, LEAVING_POOL);
        };
    }
}
