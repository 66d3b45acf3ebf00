package io.github.batchbench.azure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/** Makes ordinary lambdas of SDK calls, which declare {@link IOException}. */
final class Sdk {
    private Sdk() {}

    interface Call<T> {
        T get() throws IOException;
    }

    interface Action {
        void run() throws IOException;
    }

    static <T> Supplier<T> get(Call<T> call) {
        return () -> {
            try {
                return call.get();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    static Runnable run(Action action) {
        return () -> {
            try {
                action.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
