package io.github.batchbench.api;

import io.github.batchbench.fake.state.Quotas;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A fault that a command line or a request can switch on.
 *
 * @param argument what follows the equals sign, for people; empty if nothing does
 * @param effect what it does, for people
 */
record NamedFault(String name, String argument, String effect, BiFunction<Faults, String, Fault> on) {
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private static final List<NamedFault> ALL = List.of(
            requests("throttle", "429 TooManyRequests, Retry-After: 1", service -> service.throttled(A_SECOND)),
            requests("busy", "503 ServerBusy, Retry-After: 1", service -> service.busy(A_SECOND)),
            requests("internal-error", "500 InternalError", ServiceFaults::internalError),
            requests("empty-error", "500 without a body", service -> service.emptyAnswer(500)),
            requests("reset", "connection reset, nothing done", ServiceFaults::reset),
            requests("lost-answer", "done, then connection reset", ServiceFaults::lostAnswer),
            requests("cut", "the connection breaks in the middle of the answer", ServiceFaults::cut),
            new NamedFault(
                    "slow",
                    "DURATION",
                    "every answer of Batch comes so much later",
                    (f, a) -> f.service().slow(duration(a))),
            new NamedFault(
                    "stale-counts",
                    "",
                    "task counts stay as they are",
                    (f, a) -> f.service().staleCounts()),
            new NamedFault(
                    "partial-adds",
                    "N",
                    "the next N tasks of collections are refused: ServerBusy",
                    (f, a) -> f.service().partialCollections(number(a, 1))),
            new NamedFault(
                    "add-limit",
                    "N",
                    "413 for collections of more than N tasks",
                    (f, a) -> f.service().collectionsAtMost(number(a, 1))),
            new NamedFault(
                    "allocate",
                    "N",
                    "no pool gets more than N nodes, of each kind",
                    (f, a) -> f.pools().allocate(number(a, 0))),
            new NamedFault(
                    "resize-error",
                    "CODE",
                    "no pool gets a node, but this resize error",
                    (f, a) -> f.pools().allocate(0).withResizeError(text(a))),
            new NamedFault(
                    "job-quota",
                    "N",
                    "the account may have N open jobs and schedules",
                    (f, a) -> quotas(f, f.quotas().withActiveJobsAndSchedules(number(a, 0)))),
            new NamedFault(
                    "pool-quota",
                    "N",
                    "the account may have N pools",
                    (f, a) -> quotas(f, f.quotas().withPools(number(a, 0)))),
            new NamedFault(
                    "core-quota",
                    "N",
                    "the account may have N dedicated cores",
                    (f, a) -> quotas(f, f.quotas().withDedicatedCores(number(a, 0)))),
            new NamedFault(
                    "low-priority-core-quota",
                    "N",
                    "the account may have N cores of spot nodes",
                    (f, a) -> quotas(f, f.quotas().withLowPriorityCores(number(a, 0)))),
            new NamedFault(
                    "family-core-quota",
                    "FAMILY:N",
                    "of this family of VM sizes N dedicated cores, of others none",
                    (f, a) -> quotas(f, familyCores(f.quotas(), text(a)))),
            new NamedFault(
                    "stuck-starting",
                    "",
                    "nodes never get beyond starting",
                    (f, a) -> f.pools().stuckAt("starting")),
            new NamedFault(
                    "start-task-fails",
                    "[EXITCODE]",
                    "start tasks end with this exit code, 1 if none is given",
                    (f, a) -> f.pools().startTaskFails(a.isEmpty() ? 1 : number(a, 0))),
            nodes("preempt", "lose their spot machine and get it back", NodeFault.PREEMPTED),
            nodes("disk-full", "become unusable: DiskFull", NodeFault.DISK_FULL),
            nodes("lost-contact", "become unknown", NodeFault.LOST),
            nodes("offline", "become offline", NodeFault.OFFLINE),
            nodes("reboot", "reboot", NodeFault.REBOOTED),
            blobs("blob-missing", "404 BlobNotFound", StorageFaults::missing),
            blobs("blob-denied", "403 AuthorizationPermissionMismatch", StorageFaults::denied),
            blobs("blob-cut", "the connection breaks in the middle of the answer", StorageFaults::cut),
            new NamedFault(
                    "blob-busy",
                    "[N]",
                    "the next N requests to storage, or all: 503 ServerBusy",
                    (f, a) -> times(f.storage(), a).busy()),
            new NamedFault(
                    "blob-slow",
                    "DURATION",
                    "every answer of storage comes so much later",
                    (f, a) -> f.storage().slow(duration(a))),
            new NamedFault("container-deleted", "CONTAINER", "this container is deleted now", (f, a) -> {
                f.storage().deleteContainer(text(a));
                return Fault.of(() -> 1, () -> {});
            }));

    private static NamedFault requests(String name, String effect, Function<ServiceFaults, Fault> fault) {
        return new NamedFault(
                name,
                "[N]",
                "the next N requests to Batch, or all: " + effect,
                (f, a) -> fault.apply(times(f.service(), a)));
    }

    private static NamedFault nodes(String name, String effect, NodeFault fault) {
        return new NamedFault(
                name,
                "[N]",
                "the next node, or N, that begin a task " + effect,
                (f, a) -> f.pools().nextNodesAre(fault, a.isEmpty() ? 1 : number(a, 1)));
    }

    private static NamedFault blobs(String name, String effect, Function<StorageFaults, Fault> fault) {
        return new NamedFault(name, "CONTAINER[/BLOB]", "reads of it: " + effect, (f, a) -> {
            int slash = text(a).indexOf('/');
            StorageFaults place = slash < 0
                    ? f.storage().container(a)
                    : f.storage().blob(a.substring(0, slash), a.substring(slash + 1));
            return fault.apply(place.reads());
        });
    }

    private static <S extends AnswerFaults<S>> S times(AnswerFaults<S> faults, String argument) {
        return faults.times(argument.isEmpty() ? Integer.MAX_VALUE : number(argument, 1));
    }

    private static Fault quotas(Faults faults, Quotas quotas) {
        faults.quotas(quotas);
        return Fault.of(() -> 0, () -> faults.quotas(Quotas.DEFAULT));
    }

    private static Quotas familyCores(Quotas quotas, String familyAndNumber) {
        int colon = familyAndNumber.indexOf(':');
        if (colon < 1) {
            throw new NumberFormatException("no family given");
        }
        return quotas.withFamilyCores(
                familyAndNumber.substring(0, colon), number(familyAndNumber.substring(colon + 1), 0));
    }

    static Fault switchOn(Faults faults, String nameAndArgument) {
        int equals = nameAndArgument.indexOf('=');
        String name = equals < 0 ? nameAndArgument : nameAndArgument.substring(0, equals);
        String argument = equals < 0 ? "" : nameAndArgument.substring(equals + 1);
        NamedFault fault = ALL.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("There is no fault '" + name + "'. There are:\n" + help()));
        try {
            return fault.on().apply(faults, argument);
        } catch (NumberFormatException | DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "The fault is written " + fault.usage() + ", not " + nameAndArgument + ".", e);
        }
    }

    private String usage() {
        if (argument.isEmpty()) {
            return name;
        }
        return argument.startsWith("[") ? name + "[=" + argument.substring(1) : name + "=" + argument;
    }

    static List<NamedFault> all() {
        return ALL;
    }

    static String help() {
        return ALL.stream()
                .map(fault -> "%-32s %s".formatted(fault.usage(), fault.effect()))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String text(String argument) {
        if (argument.isEmpty()) {
            throw new NumberFormatException("nothing given");
        }
        return argument;
    }

    private static int number(String argument, int least) {
        int number = Integer.parseInt(argument);
        if (number < least) {
            throw new NumberFormatException(argument);
        }
        return number;
    }

    /** ISO 8601, as Batch writes durations. */
    private static Duration duration(String argument) {
        return Duration.parse(argument);
    }
}
