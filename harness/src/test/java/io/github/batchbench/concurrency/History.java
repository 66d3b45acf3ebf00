package io.github.batchbench.concurrency;

import com.azure.storage.blob.models.BlobStorageException;
import com.microsoft.azure.batch.protocol.models.BatchErrorException;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The requests of all clients, as they are made. Thread-safe. */
final class History {
    /** A request by an SDK. */
    @FunctionalInterface
    interface Request {
        /** Sends it, and gives what matters of the answer. */
        String send() throws Exception;
    }

    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

    /** Sends the request and keeps what came back: of a refusal, the service's error code. */
    String call(int client, String verb, String argument, Request request) throws Exception {
        long sent = System.nanoTime();
        String result;
        try {
            result = request.send();
        } catch (BatchErrorException refused) {
            result = refused.body().code();
        } catch (BlobStorageException refused) {
            result = String.valueOf(refused.getErrorCode());
        }
        calls.add(new Call(client, verb, argument, result, sent, System.nanoTime()));
        return result;
    }

    /** All calls so far, in the order in which they were sent. */
    List<Call> calls() {
        return calls.stream().sorted(Comparator.comparingLong(Call::sent)).toList();
    }
}
