package io.github.batchbench.fake.blob;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Blob service's own settings. They are kept and returned; of their effects the default version and the rules of
 * CORS are modelled (no logs, metrics, soft delete or web site).
 *
 * @param defaultVersion the version of requests that name none, null if nobody set one
 */
public record ServiceProperties(
        Logging logging,
        Metrics hourMetrics,
        Metrics minuteMetrics,
        List<CorsRule> cors,
        DeleteRetention deleteRetention,
        StaticWebsite staticWebsite,
        @Nullable String defaultVersion) {

    /** For how many days something is kept; null if for ever or not at all. */
    public record Retention(@Nullable Integer days) {
        static final Retention OFF = new Retention(null);
    }

    /** Which requests are logged. */
    public record Logging(String version, boolean read, boolean write, boolean delete, Retention retention) {}

    /**
     * Whether requests are counted.
     *
     * @param includeApis whether also by operation; null while nothing is counted
     */
    public record Metrics(
            String version, boolean enabled, @Nullable Boolean includeApis, Retention retention) {}

    /** Whether deleted blobs are kept for a while. */
    public record DeleteRetention(Retention retention, boolean permanentDelete) {}

    /** Whether the container {@code $web} is a web site. */
    public record StaticWebsite(
            boolean enabled,
            @Nullable String indexDocument,
            @Nullable String defaultIndexDocumentPath,
            @Nullable String errorDocument404Path) {}

    /** What a new account has, as recorded: hourly metrics, kept for a week. */
    static final ServiceProperties DEFAULT = new ServiceProperties(
            new Logging("1.0", false, false, false, Retention.OFF),
            new Metrics("1.0", true, true, new Retention(7)),
            new Metrics("1.0", false, null, Retention.OFF),
            List.of(),
            new DeleteRetention(Retention.OFF, false),
            new StaticWebsite(false, null, null, null),
            null);
}
