package io.github.batchbench.fake.protocol.arm;

import java.util.ArrayList;
import java.util.List;

/** Names what a request asks for, without the names of resources: for what the fake does not do. */
final class OperationNames {
    private OperationNames() {}

    /** For example {@code GET Microsoft.Batch/batchAccounts/certificates}. */
    static String of(String method, List<String> path) {
        List<String> kinds = new ArrayList<>();
        int provider = lastIndexOf(path, "providers");
        int from = provider < 0 ? 0 : provider + 1;
        boolean isKind = true;
        for (int i = from; i < path.size(); i++) {
            // After the provider's name, and from the start elsewhere, kinds and names take turns.
            boolean isProvider = provider >= 0 && i == from;
            if (isProvider || isKind) {
                kinds.add(path.get(i));
            }
            isKind = isProvider || !isKind;
        }
        return method + " " + String.join("/", kinds);
    }

    private static int lastIndexOf(List<String> path, String word) {
        for (int i = path.size() - 1; i >= 0; i--) {
            if (path.get(i).equalsIgnoreCase(word)) {
                return i;
            }
        }
        return -1;
    }
}
