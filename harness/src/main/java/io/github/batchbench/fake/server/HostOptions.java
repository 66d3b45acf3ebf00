package io.github.batchbench.fake.server;

import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.tls.ServerCertificate;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * How an API of the fake is hosted.
 *
 * @param port the TCP port on 127.0.0.1, 0 for any free one
 * @param rawBodies true: bodies reach the API byte for byte, long ones spooled to disk, and WireMock's body matchers
 *     see nothing; false: WireMock's body matchers work, and bodies lie on the heap
 * @param bodyLimit the longest body in bytes; a longer one is answered 413
 * @param journalEntries how many requests WireMock remembers for {@code verify}; 0 for none
 * @param adminApi whether {@code /__admin} answers over HTTP; the Java API works either way
 * @param clock what a missing {@code Date} header is filled from
 * @param spool an existing directory for long bodies
 * @param names what its clients may call it
 * @param tls what it proves itself with; null for plain http
 * @param control answers what is sent to {@code /__batchbench/}, which no stub can shadow; null if nothing does
 * @param requests where requests are noted, null for nowhere
 */
public record HostOptions(
        int port,
        boolean rawBodies,
        long bodyLimit,
        int journalEntries,
        boolean adminApi,
        InstantSource clock,
        Path spool,
        OwnNames names,
        @Nullable ServerCertificate tls,
        @Nullable Handler control,
        @Nullable RequestJournal requests) {

    /** Which of the services it is: {@code batch} or {@code blob}. */
    String service() {
        return rawBodies ? "blob" : "batch";
    }

    /** For JSON: authors' stubs may match bodies, which are small. */
    public static Builder json(InstantSource clock, Path spool) {
        return new Builder(false, 16L << 20, 5000, clock, spool);
    }

    /** For blobs: 5000 MiB in one request, as the service allows, and a room for the headers of a batch. */
    public static Builder blobs(InstantSource clock, Path spool) {
        return new Builder(true, 5001L << 20, 1000, clock, spool);
    }

    /** On any free port over plain http, by the names of the loopback, without admin API, unless it is told otherwise. */
    public static final class Builder {
        private final boolean rawBodies;
        private final long bodyLimit;
        private final int journalEntries;
        private final InstantSource clock;
        private final Path spool;
        private int port;
        private boolean journal = true;
        private boolean adminApi;
        private OwnNames names = OwnNames.LOOPBACK;
        private @Nullable ServerCertificate tls;
        private @Nullable Handler control;
        private @Nullable RequestJournal requests;

        private Builder(boolean rawBodies, long bodyLimit, int journalEntries, InstantSource clock, Path spool) {
            this.rawBodies = rawBodies;
            this.bodyLimit = bodyLimit;
            this.journalEntries = journalEntries;
            this.clock = clock;
            this.spool = spool;
        }

        /** On this port. */
        public Builder port(int fixed) {
            this.port = fixed;
            return this;
        }

        /** With WireMock's admin API over HTTP, or without. */
        public Builder adminApi(boolean on) {
            this.adminApi = on;
            return this;
        }

        /** With WireMock's memory of requests, or without. */
        public Builder journal(boolean on) {
            this.journal = on;
            return this;
        }

        /** With this behind {@code /__batchbench/}. */
        public Builder control(Handler handler) {
            this.control = handler;
            return this;
        }

        /** With these names beside those of the loopback. */
        public Builder names(OwnNames own) {
            this.names = own;
            return this;
        }

        /** Over TLS; null for plain http. */
        public Builder tls(@Nullable ServerCertificate certificate) {
            this.tls = certificate;
            return this;
        }

        /** With a place where requests are noted. */
        public Builder requests(RequestJournal journal) {
            this.requests = journal;
            return this;
        }

        /** The options. */
        public HostOptions build() {
            return new HostOptions(
                    port,
                    rawBodies,
                    bodyLimit,
                    journal ? journalEntries : 0,
                    adminApi,
                    clock,
                    spool,
                    names,
                    tls,
                    control,
                    requests);
        }
    }
}
