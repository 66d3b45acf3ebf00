package io.github.batchbench.fake.protocol;

import io.github.batchbench.fake.model.AccountKeys;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a protocol makes of the two keys of an account, made anew only when these have changed. Thread-safe.
 *
 * @param <K> a key as the protocol has it
 */
public final class CurrentKeys<K> implements Supplier<List<K>> {
    private final AccountKeys keys;
    private final Function<String, K> protocol;
    private volatile Made<K> made;

    private record Made<K>(List<String> from, List<K> keys) {}

    /**
     * Those of an account.
     *
     * @param protocol makes a key of its Base64
     */
    public CurrentKeys(AccountKeys keys, Function<String, K> protocol) {
        this.keys = keys;
        this.protocol = protocol;
        this.made = new Made<>(List.of(), List.of());
    }

    /** Both as they are now, the primary one first. */
    @Override
    public List<K> get() {
        List<String> now = keys.both();
        Made<K> last = made;
        if (!last.from().equals(now)) {
            last = new Made<>(now, now.stream().map(protocol).toList());
            made = last;
        }
        return last.keys();
    }
}
