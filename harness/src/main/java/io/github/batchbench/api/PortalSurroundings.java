package io.github.batchbench.api;

import io.github.batchbench.redaction.Redaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the portal's overview says beside what is in the account: names, addresses, and what has gone wrong. */
final class PortalSurroundings {
    private static final int MOST = 50;

    private final FakeAzure azure;

    PortalSurroundings(FakeAzure azure) {
        this.azure = azure;
    }

    /** Beside an account, by its name, which is empty for the first. */
    Map<String, Object> facts(String account) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("account", azure.batchAccount());
        facts.put("batchEndpoint", azure.batchEndpoint().toString());
        facts.put(
                "accounts",
                azure.batchKeys().stream()
                        .map(keys -> Map.of(
                                "account", keys.account(),
                                "endpoint", keys.endpoint().toString()))
                        .toList());
        facts.put(
                "storage",
                azure.storageKeys().stream()
                        .map(keys -> Map.of(
                                "account", keys.account(),
                                "endpoint", azure.blobEndpoint(keys.account()).toString()))
                        .toList());
        facts.put("faults", (account.isEmpty() ? azure.faults() : azure.faults().account(account)).on());
        facts.put(
                "notModelled",
                latest(azure.notModelled().calls().stream()
                        .map(NotModelled.Call::toString)
                        .toList()));
        facts.put(
                "failures",
                latest(azure.failures().all().stream()
                        .map(failure -> Redaction.of().apply(failure.toString()))
                        .toList()));
        return facts;
    }

    private static List<String> latest(List<String> all) {
        return all.subList(Math.max(0, all.size() - MOST), all.size());
    }
}
