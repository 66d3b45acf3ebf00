package io.github.batchbench.fake.node.containers;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells when an engine has written the id of a container to its file, so that a task shows its container while it runs. One
 * thread of the JVM's waits for all of them. Where nobody can wait for files the id is known at the end. Thread-safe.
 */
final class IdFiles {
    private static final Map<WatchKey, Runnable> WAITING = new ConcurrentHashMap<>();
    private static @Nullable WatchService service;

    private IdFiles() {}

    /** Calls, again and again, when something in the folder is written, until the key is cancelled; null if it cannot. */
    static @Nullable WatchKey watch(Path folder, Runnable written) {
        try {
            WatchKey key = folder.register(
                    service(), StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            WAITING.put(key, written);
            return key;
        } catch (IOException e) {
            return null;
        }
    }

    static void forget(@Nullable WatchKey key) {
        if (key != null) {
            key.cancel();
            WAITING.remove(key);
        }
    }

    private static synchronized WatchService service() throws IOException {
        WatchService known = service;
        if (known == null) {
            WatchService fresh = FileSystems.getDefault().newWatchService();
            Thread thread = new Thread(() -> listen(fresh), "batchbench-container-ids");
            thread.setDaemon(true);
            thread.start();
            service = fresh;
            known = fresh;
        }
        return known;
    }

    private static void listen(WatchService service) {
        try {
            while (true) {
                WatchKey key = service.take();
                key.pollEvents();
                key.reset();
                Runnable written = WAITING.get(key);
                if (written != null) {
                    written.run();
                }
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            // Nobody does either; the JVM ends.
            return;
        }
    }
}
