package io.github.batchbench.api;

import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.protocol.Response;
import io.github.batchbench.fake.time.Timeline;
import java.io.UncheckedIOException;

/** Tells the failures of the fake itself from what its clients are to see. */
final class FailureReports {
    private FailureReports() {}

    /** What a protocol throws is a failure of the fake, unless it is the connection's or the disk's. */
    static Handler of(Timeline timeline, Handler protocol) {
        return protocol.answeredBy(request -> {
            try {
                Response answer = protocol.handle(request);
                Throwable failure = answer.aside().failure();
                if (failure != null) {
                    timeline.failures().report("answering " + request.method() + " " + request.path(), failure);
                }
                return answer;
            } catch (UncheckedIOException e) {
                throw e;
            } catch (RuntimeException | Error e) {
                timeline.failures().report("answering " + request.method() + " " + request.path(), e);
                throw e;
            }
        });
    }
}
