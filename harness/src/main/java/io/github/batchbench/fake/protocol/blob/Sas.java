package io.github.batchbench.fake.protocol.blob;

import java.util.Map;

/**
 * A shared access signature as the query of a request has it. Values are empty if they are not there.
 *
 * @param query the decoded parameters of the URL
 */
record Sas(Map<String, String> query) {
    /** From this version on the encryption scope is part of what is signed. */
    private static final String ENCRYPTION_SCOPE_SINCE = "2020-12-06";

    /** From this version on the resource and the snapshot are part of what is signed. */
    private static final String RESOURCE_SINCE = "2018-11-09";

    static boolean isIn(Map<String, String> query) {
        return query.containsKey("sig");
    }

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
        String resource = "/blob/" + target.account() + "/" + target.container();
        if (!isForContainer()) {
            resource += "/" + target.blob();
        }
        StringBuilder text = new StringBuilder(String.join(
                "\n", get("sp"), get("st"), get("se"), resource, get("si"), get("sip"), get("spr"), get("sv")));
        if (isSince(RESOURCE_SINCE)) {
            text.append('\n').append(get("sr")).append('\n').append(get("snapshot"));
        }
        if (isSince(ENCRYPTION_SCOPE_SINCE)) {
            text.append('\n').append(get("ses"));
        }
        for (String override : new String[] {"rscc", "rscd", "rsce", "rscl", "rsct"}) {
            text.append('\n').append(get(override));
        }
        return text.toString();
    }

    private boolean isSince(String version) {
        return get("sv").compareTo(version) >= 0;
    }
}
