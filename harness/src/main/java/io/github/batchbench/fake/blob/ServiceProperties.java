package io.github.batchbench.fake.blob;

/**
 * The Blob service's own settings, as the XML that a client set. They are kept and returned; none of them has an
 * effect (no logs, metrics, CORS or soft delete).
 *
 * @param xml a {@code StorageServiceProperties} document
 */
public record ServiceProperties(String xml) {
    /** What a new account has. */
    static final ServiceProperties DEFAULT = new ServiceProperties("""
            <?xml version="1.0" encoding="utf-8"?>\
            <StorageServiceProperties><Logging><Version>1.0</Version><Delete>false</Delete><Read>false</Read>\
            <Write>false</Write><RetentionPolicy><Enabled>false</Enabled></RetentionPolicy></Logging>\
            <HourMetrics><Version>1.0</Version><Enabled>false</Enabled>\
            <RetentionPolicy><Enabled>false</Enabled></RetentionPolicy></HourMetrics>\
            <MinuteMetrics><Version>1.0</Version><Enabled>false</Enabled>\
            <RetentionPolicy><Enabled>false</Enabled></RetentionPolicy></MinuteMetrics><Cors/>\
            <DeleteRetentionPolicy><Enabled>false</Enabled></DeleteRetentionPolicy>\
            <StaticWebsite><Enabled>false</Enabled></StaticWebsite></StorageServiceProperties>""");
}
