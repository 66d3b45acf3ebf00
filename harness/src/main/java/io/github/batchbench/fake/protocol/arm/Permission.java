package io.github.batchbench.fake.protocol.arm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a request needs a role for.
 *
 * @param action for example {@code Microsoft.Batch/batchAccounts/pools/write}
 * @param scope the id of the resource, or of what a list is of
 */
record Permission(String action, String scope) {
    private static final String PROVIDERS = "providers";

    /**
     * What a route needs; empty for what everybody with a token may ask: tenants, one's own subscriptions, and how far something is
     * whose id only who has begun it knows.
     *
     * @param segments the request's path
     */
    static Optional<Permission> of(Route route, List<String> segments) {
        List<String> path = route.path();
        int scopeEnd = lastVariable(path) + 1;
        if (scopeEnd == 0
                || path.stream().anyMatch(word -> word.toLowerCase(Locale.ROOT).endsWith("operationresults"))) {
            return Optional.empty();
        }
        return Optional.of(
                new Permission(action(route.method(), path), "/" + String.join("/", segments.subList(0, scopeEnd))));
    }

    private static int lastVariable(List<String> path) {
        for (int i = path.size() - 1; i >= 0; i--) {
            if (isVariable(path.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isVariable(String word) {
        return word.startsWith("{");
    }

    private static String action(String method, List<String> path) {
        int provider = path.lastIndexOf(PROVIDERS) + 1;
        boolean named = provider > 0 && provider < path.size() && !isVariable(path.get(provider));
        List<String> words = new ArrayList<>();
        words.add(named ? path.get(provider) : "Microsoft.Resources");
        path.subList(named ? provider + 1 : 0, path.size()).stream()
                .filter(word -> !isVariable(word))
                .forEach(words::add);
        words.add(
                switch (method) {
                    case "GET", "HEAD" -> "read";
                    case "DELETE" -> "delete";
                    case "POST" -> "action";
                    default -> "write";
                });
        return String.join("/", words);
    }
}
