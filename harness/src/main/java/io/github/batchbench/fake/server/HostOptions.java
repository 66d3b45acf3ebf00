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

    /** For JSON: authors' stubs may match bodies, which are small. */
    public static HostOptions json(InstantSource clock, Path spool) {
        return new HostOptions(0, false, 16L << 20, 5000, false, clock, spool, OwnNames.LOOPBACK, null, null, null);
    }

    /** For blobs: 5000 MiB in one request, as the service allows, and a room for the headers of a batch. */
    public static HostOptions blobs(InstantSource clock, Path spool) {
        return new HostOptions(0, true, 5001L << 20, 1000, false, clock, spool, OwnNames.LOOPBACK, null, null, null);
    }

    /** With this port. */
    public HostOptions withPort(int newPort) {
        return new HostOptions(
                newPort, rawBodies, bodyLimit, journalEntries, adminApi, clock, spool, names, tls, control, requests);
    }

    /** With WireMock's admin API over HTTP, or without. */
    public HostOptions withAdminApi(boolean on) {
        return new HostOptions(
                port, rawBodies, bodyLimit, journalEntries, on, clock, spool, names, tls, control, requests);
    }

    /** With WireMock's memory of requests, or without. */
    public HostOptions withJournal(boolean on) {
        return new HostOptions(
                port,
                rawBodies,
                bodyLimit,
                on ? journalEntries : 0,
                adminApi,
                clock,
                spool,
                names,
                tls,
                control,
                requests);
    }

    /** With this behind {@code /__batchbench/}. */
    public HostOptions withControl(Handler handler) {
        return new HostOptions(
                port, rawBodies, bodyLimit, journalEntries, adminApi, clock, spool, names, tls, handler, requests);
    }

    /** With these names beside those of the loopback. */
    public HostOptions withNames(OwnNames own) {
        return new HostOptions(
                port, rawBodies, bodyLimit, journalEntries, adminApi, clock, spool, own, tls, control, requests);
    }

    /** Over TLS; null for plain http. */
    public HostOptions withTls(@Nullable ServerCertificate certificate) {
        return new HostOptions(
                port,
                rawBodies,
                bodyLimit,
                journalEntries,
                adminApi,
                clock,
                spool,
                names,
                certificate,
                control,
                requests);
    }

    /** With a place where requests are noted. */
    public HostOptions withRequests(RequestJournal journal) {
        return new HostOptions(
                port, rawBodies, bodyLimit, journalEntries, adminApi, clock, spool, names, tls, control, journal);
    }
}
