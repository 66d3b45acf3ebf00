package io.github.batchbench.api;

/** For callers that cannot declare an interruption, as tests and their fixtures. */
final class Uninterrupted {
    private Uninterrupted() {}

    @FunctionalInterface
    interface Call<T> {
        T call() throws InterruptedException;
    }

    @FunctionalInterface
    interface Action {
        void run() throws InterruptedException;
    }

    static <T> T get(Call<T> call) {
        try {
            return call.call();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SetUpInterruptedException(interrupted);
        }
    }

    static void run(Action action) {
        get(() -> {
            action.run();
            return Boolean.TRUE;
        });
    }
}
