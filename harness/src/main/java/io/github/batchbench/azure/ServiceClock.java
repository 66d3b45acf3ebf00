package io.github.batchbench.azure;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Notes what time it is where the service is, as its answers say. Thread-safe. */
final class ServiceClock implements Interceptor {
    private volatile @Nullable Instant last;

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response answer = chain.proceed(chain.request());
        String date = answer.header("Date");
        if (date != null) {
            note(date);
        }
        return answer;
    }

    private void note(String date) {
        try {
            last = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
        } catch (DateTimeException unreadable) {
            // Then somebody between here and the service has written it, and it says nothing.
        }
    }

    /** The time of the latest answer; nothing before the first. */
    Optional<Instant> latest() {
        return Optional.ofNullable(last);
    }
}
