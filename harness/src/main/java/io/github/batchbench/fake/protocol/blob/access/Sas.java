package io.github.batchbench.fake.protocol.blob.access;

import io.github.batchbench.fake.protocol.blob.message.BlobTarget;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A shared access signature as the query of a request has it. Values are empty if they are not there.
 *
 * @param query the decoded parameters of the URL
 */
public record Sas(Map<String, String> query) {
    /** From this version on the encryption scope is part of what is signed. */
    private static final String ENCRYPTION_SCOPE_SINCE = "2020-12-06";

    /** From these versions on a user's signature signs more. */
    private static final String CORRELATION_SINCE = "2020-02-10";

    private static final String DELEGATED_USER_SINCE = "2025-07-05";
    private static final String REQUEST_SINCE = "2026-04-06";

    /** From this version on the resource and the snapshot are part of what is signed. */
    private static final String RESOURCE_SINCE = "2018-11-09";

    private static final List<String> OVERRIDES = List.of("rscc", "rscd", "rsce", "rscl", "rsct");

    String get(String name) {
        return query.getOrDefault(name, "");
    }

    boolean isAccountSas() {
        return query.containsKey("ss") || query.containsKey("srt");
    }

    boolean isUserDelegation() {
        return query.containsKey("skoid");
    }

    boolean isForContainer() {
        return get("sr").equals("c");
    }

    /** What an account SAS signs. */
    String accountText(String account) {
        String text = String.join(
                "\n",
                account,
                get("sp"),
                get("ss"),
                get("srt"),
                get("st"),
                get("se"),
                get("sip"),
                get("spr"),
                get("sv"));
        return isSince(ENCRYPTION_SCOPE_SINCE) ? text + "\n" + get("ses") + "\n" : text + "\n";
    }

    /** What a service SAS signs, for a blob or its container. */
    String serviceText(BlobTarget target) {
        StringBuilder text = new StringBuilder(String.join(
                "\n", get("sp"), get("st"), get("se"), resource(target), get("si"), get("sip"), get("spr"), get("sv")));
        if (isSince(RESOURCE_SINCE)) {
            text.append('\n').append(get("sr")).append('\n').append(snapshot());
        }
        if (isSince(ENCRYPTION_SCOPE_SINCE)) {
            text.append('\n').append(get("ses"));
        }
        return text + lines(OVERRIDES);
    }

    /** What a SAS signs that a user delegation key has signed. */
    String userDelegationText(BlobTarget target) {
        StringBuilder text = new StringBuilder(String.join("\n", get("sp"), get("st"), get("se"), resource(target)));
        text.append(lines(List.of("skoid", "sktid", "skt", "ske", "sks", "skv")));
        if (isSince(CORRELATION_SINCE)) {
            text.append(lines(List.of("saoid", "suoid", "scid")));
        }
        if (isSince(DELEGATED_USER_SINCE)) {
            text.append(lines(List.of("skdutid", "sduoid")));
        }
        text.append(lines(List.of("sip", "spr", "sv", "sr"))).append('\n').append(snapshot());
        if (isSince(ENCRYPTION_SCOPE_SINCE)) {
            text.append(lines(List.of("ses")));
        }
        if (isSince(REQUEST_SINCE)) {
            text.append(lines(List.of("srh", "srq")));
        }
        return text + lines(OVERRIDES);
    }

    /** Who may read a container may read its snapshots; what is for one blob says whether it is for a snapshot. */
    private String snapshot() {
        return isForContainer() ? "" : get("snapshot");
    }

    private String resource(BlobTarget target) {
        String container = "/blob/" + target.account() + "/" + target.container();
        return isForContainer() ? container : container + "/" + target.blob();
    }

    private String lines(List<String> names) {
        return names.stream().map(name -> "\n" + get(name)).collect(Collectors.joining());
    }

    private boolean isSince(String version) {
        return get("sv").compareTo(version) >= 0;
    }
}
