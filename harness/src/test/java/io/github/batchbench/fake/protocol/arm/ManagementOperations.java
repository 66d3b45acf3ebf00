package io.github.batchbench.fake.protocol.arm;

import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.FakeManagement;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The operations of Azure Resource Manager's provider {@code Microsoft.Batch}, as the clients of two of its versions have them, and what the
 * fake answers to each. Who calls them is noted by the checks of those clients.
 */
public final class ManagementOperations {
    private static final String VERSION = "2025-06-01";
    private static final int NOT_IMPLEMENTED = 501;

    /** What stands before the paths in the list. */
    private static final Map<String, String> ROOTS = Map.of(
            "{subscription}", "/subscriptions/{subscriptionId}/providers/Microsoft.Batch",
            "{group}", "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Batch");

    private ManagementOperations() {}

    /**
     * An operation.
     *
     * @param id as the specification names it
     * @param versions which of the two versions have it
     * @param calledBy the clients that call it in a check, as that check has noted them
     */
    record Listed(String id, String method, String path, String versions, String calledBy) {
        static Listed of(String line) {
            List<String> parts = List.of(line.split("\\|", -1));
            return new Listed(parts.get(0), parts.get(1), parts.get(2), parts.get(3), parts.get(4));
        }

        /** The path with names of things that are not there. */
        String pathIn(FakeManagement plane) {
            String whole = path;
            for (Map.Entry<String, String> root : ROOTS.entrySet()) {
                whole = whole.replace(root.getKey(), root.getValue());
            }
            return whole.replace("{subscriptionId}", plane.subscriptionId())
                    .replace("{resourceGroupName}", plane.resourceGroup())
                    .replace("{locationName}", "eastus")
                    .replaceAll("\\{\\w+}", "none");
        }
    }

    /** What is listed. */
    static List<Listed> all() {
        try (InputStream in = ManagementOperations.class.getResourceAsStream("operations.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(Listed::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends one with names of things that are not there and no body. */
    static HttpResponse<String> send(FakeAzure azure, Listed operation) {
        URI uri = URI.create(
                azure.management().endpoint() + operation.pathIn(azure.management()) + "?api-version=" + VERSION);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(operation.method(), BodyPublishers.noBody())
                .header("Authorization", "Bearer " + azure.management().token())
                .build();
        try {
            return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Whether the fake does it, which it says itself. */
    static boolean isModelled(FakeAzure azure, Listed operation) {
        return send(azure, operation).statusCode() != NOT_IMPLEMENTED;
    }

    /** The section of the page. */
    public static String section() {
        StringBuilder text = new StringBuilder();
        text.append("\n## Operations of the management plane\n\n");
        text.append(
                        "Those of `Microsoft.Batch` in the versions 2024-02-01 and 2025-06-01, as the paths of Microsoft's Python clients")
                .append(
                        " 17.3.0 and 19.0.0 have them. The page's test sends each to a fake: what is not modelled answers")
                .append(
                        " `501 NotImplemented`. *Called by* is noted by `.ci/checks/management-sdks` and `.ci/checks/management`,")
                .append(
                        " which read it off the requests that the served fake received. Answers are as documented, and as Microsoft's")
                .append(
                        " own test suites have recorded them, which `RecordedManagementTest` holds; what is guessed is in")
                .append(" [management.md](management.md). Below, `…` stands for")
                .append(
                        " `/subscriptions/{subscriptionId}`, and `{account}` for an account's path in its resource group.\n\n");
        text.append("| operation | method and path | versions | the fake | called by |\n|---|---|---|---|---|\n");
        try (FakeAzure azure = FakeAzure.start()) {
            all().forEach(operation -> text.append("| %s | %s %s | %s | %s | %s |\n"
                    .formatted(
                            operation.id(),
                            operation.method(),
                            shortened(operation.path()),
                            operation.versions(),
                            isModelled(azure, operation) ? "modelled" : "501",
                            operation.calledBy())));
        }
        return text.toString();
    }

    private static String shortened(String path) {
        return path.replace("{group}/batchAccounts/{accountName}", "{account}")
                .replace("{group}", "…/resourceGroups/{resourceGroupName}/providers/Microsoft.Batch")
                .replace("{subscription}", "…/providers/Microsoft.Batch");
    }
}
