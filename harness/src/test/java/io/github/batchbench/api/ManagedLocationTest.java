package io.github.batchbench.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What clients of Resource Manager change is in a location, whichever change came last. */
@Timeout(120)
class ManagedLocationTest {
    /** One change of what is there from the start. */
    private record Change(String method, String path, String body) {}

    @TempDir
    private Path folder;

    private FakeAzure start() {
        return FakeAzure.start(FakeAzureOptions.defaults().withLocation(folder.resolve("state")));
    }

    private static List<Change> changes(FakeAzure azure, ManagementPlane plane) {
        String storage = plane.group("/providers/Microsoft.Storage/storageAccounts/" + azure.storageAccount());
        String batch = plane.account(azure.batchAccount(), "");
        return List.of(
                new Change("PATCH", plane.group(""), "{\"tags\":{\"a\":\"1\"}}"),
                new Change("POST", storage + "/regenerateKey", "{\"keyName\":\"key1\"}"),
                new Change("POST", storage + "/regenerateKey", "{\"keyName\":\"key2\"}"),
                new Change("POST", batch + "/regenerateKeys", "{\"keyName\":\"Secondary\"}"),
                new Change("PATCH", storage, "{\"tags\":{\"b\":\"2\"}}"),
                new Change("PATCH", batch, "{\"tags\":{\"c\":\"3\"}}"),
                new Change("PUT", plane.subscription("/resourceGroups/other"), "{\"location\":\"westeurope\"}"),
                new Change("DELETE", plane.subscription("/resourceGroups/other"), ""));
    }

    /** But for the ports, which are others each time. */
    private static List<String> shown(FakeAzure azure, ManagementPlane plane) {
        String storage = plane.group("/providers/Microsoft.Storage/storageAccounts/" + azure.storageAccount());
        String batch = plane.account(azure.batchAccount(), "");
        return Stream.of(
                        plane.get(plane.subscription("/resourceGroups")),
                        plane.get(storage),
                        plane.post(storage + "/listKeys", ""),
                        plane.get(batch),
                        plane.post(batch + "/listKeys", ""))
                .map(answer -> answer.raw().body().replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1"))
                .toList();
    }

    @Test
    void eachChangeIsThereAgain() {
        List<String> before = List.of();
        int changes = 1;
        for (int i = 0; i <= changes; i++) {
            try (FakeAzure azure = start()) {
                ManagementPlane plane = new ManagementPlane(azure);
                List<Change> all = changes(azure, plane);
                changes = all.size();
                List<String> now = shown(azure, plane);
                assertThat(now)
                        .as(i == 0 ? "nothing" : all.get(i - 1).toString())
                        .isNotEqualTo(before);
                before = now;
                if (i < changes) {
                    // Nothing is asked afterwards: it is in the file with its own answer.
                    Change change = all.get(i);
                    assertThat(plane.send(change.method(), change.path(), change.body())
                                    .status())
                            .as(change.toString())
                            .isBetween(200, 202);
                }
            }
        }
    }
}
