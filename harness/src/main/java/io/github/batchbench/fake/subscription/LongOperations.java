package io.github.batchbench.fake.subscription;

import io.github.batchbench.fake.time.Engine;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What takes its time, for those who ask how far it is. */
public final class LongOperations {
    /**
     * One of them.
     *
     * @param id which is all that a client knows of it
     * @param location the name of the region where it happens
     * @param group the resource group of what it is about
     * @param account the account that it makes; empty if it makes none
     * @param done whether it is over
     */
    public record Operation(String id, String location, String group, Optional<String> account, boolean done) {}

    private final Engine engine;
    private final Map<String, Operation> byId = new HashMap<>();

    LongOperations(Engine engine) {
        this.engine = engine;
        engine.onReset(byId::clear);
    }

    /** Begins one. Under the lock. */
    Operation begin(String location, String group, Optional<String> account) {
        String id = UUID.randomUUID().toString();
        Operation operation = new Operation(id, location, group, account, false);
        byId.put(id, operation);
        return operation;
    }

    /** It is over. Under the lock. */
    void end(Operation operation) {
        byId.computeIfPresent(
                operation.id(), (id, one) -> new Operation(id, one.location(), one.group(), one.account(), true));
    }

    /** The operation of this id, if there is one. */
    public Optional<Operation> find(String id) {
        return engine.reading(() -> Optional.ofNullable(byId.get(id)));
    }
}
