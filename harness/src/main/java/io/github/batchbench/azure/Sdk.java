package io.github.batchbench.azure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/** The SDKs as they are: which are there, and their calls, which declare {@link IOException}, as ordinary lambdas. */
final class Sdk {
    private static final boolean STORAGE = isThere("com.azure.storage.blob.BlobServiceClient");

    private Sdk() {}

    /** Whether the project has the Blob SDK: one that only has Batch's can use all that needs no storage. */
    static boolean hasStorage() {
        return STORAGE;
    }

    private static boolean isThere(String type) {
        try {
            Class<?> found = Class.forName(type, false, Sdk.class.getClassLoader());
            return found.getName().equals(type);
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

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
