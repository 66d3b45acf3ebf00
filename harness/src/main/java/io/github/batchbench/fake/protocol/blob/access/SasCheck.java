package io.github.batchbench.fake.protocol.blob.access;

import io.github.batchbench.fake.blob.AccessPolicy;
import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.blob.BlobException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks at what a signature says, once it is known to be genuine. */
public final class SasCheck {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern ADDRESS = Pattern.compile("(" + BYTE + "\\.){3}" + BYTE);

    private final InstantSource clock;

    SasCheck(InstantSource clock) {
        this.clock = clock;
    }

    /** The letters that the signature, or its policy, allows now to who comes over https or not. */
    String permissions(Sas sas, Optional<AccessPolicy> policy, boolean https) {
        checkTime(
                pick(sas.get("st"), policy.map(AccessPolicy::start).orElse("")),
                pick(sas.get("se"), policy.map(AccessPolicy::expiry).orElse("")));
        if (sas.isUserDelegation()) {
            checkTime(sas.get("skt"), sas.get("ske"));
        }
        checkProtocol(sas.get("spr"), https);
        checkAddress(sas.get("sip"));
        if (sas.isAccountSas() && !sas.get("ss").contains("b")) {
            throw BlobError.AUTHORIZATION_SERVICE_MISMATCH.exception();
        }
        return pick(sas.get("sp"), policy.map(AccessPolicy::permissions).orElse(""));
    }

    /** What both say would contradict each other, so the service refuses it. */
    private static String pick(String ofSas, String ofPolicy) {
        if (!ofSas.isEmpty() && !ofPolicy.isEmpty()) {
            throw BlobError.AUTHENTICATION_FAILED
                    .exception()
                    .with(
                            "AuthenticationErrorDetail",
                            "Access policy fields can be associated with signature or SAS identifier but not both.");
        }
        return ofSas.isEmpty() ? ofPolicy : ofSas;
    }

    private void checkTime(String start, String expiry) {
        Instant now = clock.instant();
        boolean begun = start.isEmpty() || !instant(start).isAfter(now);
        if (expiry.isEmpty() || !begun || !now.isBefore(instant(expiry))) {
            throw BlobError.AUTHENTICATION_FAILED
                    .exception()
                    .with(
                            "AuthenticationErrorDetail",
                            "Signature not valid in the specified time frame: Start [%s] - Expiry [%s] - Current [%s]"
                                    .formatted(start, expiry, now));
        }
    }

    private static void checkProtocol(String protocols, boolean https) {
        if (!protocols.isEmpty() && !Arrays.asList(protocols.split(",", -1)).contains(https ? "https" : "http")) {
            throw BlobError.AUTHORIZATION_PROTOCOL_MISMATCH.exception();
        }
    }

    /** Everybody comes from the loopback address. */
    private static void checkAddress(String range) {
        if (range.isEmpty()) {
            return;
        }
        String[] ends = range.split("-", 2);
        long address = number(LOOPBACK);
        if (address < number(ends[0]) || address > number(ends[ends.length - 1])) {
            throw BlobError.AUTHORIZATION_SOURCE_IP_MISMATCH.exception();
        }
    }

    private static long number(String address) {
        if (!ADDRESS.matcher(address).matches()) {
            throw BlobError.AUTHENTICATION_FAILED
                    .exception()
                    .with("AuthenticationErrorDetail", "Not an IPv4 address: " + address);
        }
        long number = 0;
        for (String part : address.split("\\.", -1)) {
            number = number * 256 + Integer.parseInt(part);
        }
        return number;
    }

    /** Whether a text is a time as a signature or a stored policy has it. */
    public static boolean isTime(String text) {
        try {
            return !instant(text).equals(Instant.MIN);
        } catch (BlobException e) {
            return false;
        }
    }

    /**
     * The instant of a time as a signature or a stored policy has it.
     *
     * @throws BlobException if it is none
     */
    public static Instant instant(String text) {
        try {
            if (text.length() <= 10) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            boolean zoned = text.endsWith("Z") || text.indexOf('+', 10) > 0;
            return zoned
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw BlobError.AUTHENTICATION_FAILED.exception().with("AuthenticationErrorDetail", "Not a time: " + text);
        }
    }
}
