package io.github.batchbench.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that begin at the same moment. */
public final class Together {
    /** What one of them does. */
    @FunctionalInterface
    public interface Action {
        /** Does it as this client, from 0. */
        void run(int client) throws Exception;
    }

    private Together() {}

    /** Runs the action on so many threads; the first failure is thrown when all have ended. */
    public static void run(int clients, Action action) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            CyclicBarrier start = new CyclicBarrier(clients);
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                int client = i;
                all.add(threads.submit(() -> {
                    start.await();
                    action.run(client);
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
