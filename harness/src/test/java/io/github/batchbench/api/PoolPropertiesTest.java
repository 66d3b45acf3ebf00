package io.github.batchbench.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.batchbench.api.ManagementPlane.Answer;
import io.github.batchbench.fake.model.VmSize;
import io.github.batchbench.junit.BatchExtension;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every property that a client can give a pool, in the words of both planes, as Microsoft's own clients of these versions have them:
 * the same pool made by either of them shows the same in both.
 */
@Timeout(60)
class PoolPropertiesTest {
    @RegisterExtension
    static final BatchExtension EXTENSION = BatchExtension.builder()
            .options(
                    options -> options.withLatencies("none", 0).withLenient("images", "node-agents", "pool-identities"))
            .build();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "SECRET";
    private static final String THUMBPRINT = "0123456789abcdef0123456789abcdef01234567";

    /** What says what somebody has: of the data plane's words, those that only the service writes. */
    private static final String WRITTEN_BY_THE_SERVICE =
            "url|eTag|lastModified|creationTime|state|stateTransitionTime|allocationState|allocationStateTransitionTime"
                    + "|current.*|resizeErrors|autoScaleRun|identity|odata.metadata";

    private FakeAzure azure;
    private ManagementPlane plane;
    private ManagementPlane data;

    @BeforeEach
    void enter(FakeAzure fake) {
        azure = fake;
        plane = new ManagementPlane(fake);
        data = new ManagementPlane(fake, fake.authority().token("https://batch.core.windows.net/"));
        addApplication();
    }

    private void addApplication() {
        String application = plane.account(azure.batchAccount(), "/applications/tool");
        plane.put(application, "{}");
        String address = plane.put(application + "/versions/1.0", "{}")
                .json()
                .at("/properties/storageUrl")
                .asText()
                .replace(azure.storageAccount() + ".blob.localhost", "127.0.0.1");
        new ManagementPlane(azure, "").send("PUT", address, "PK", "x-ms-blob-type", "BlockBlob");
        assertThat(plane.post(application + "/versions/1.0/activate", "{\"format\":\"zip\"}")
                        .status())
                .isEqualTo(200);
    }

    @AfterEach
    void leaveNothing() {
        azure.reset();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-01, 2024-02-01.19.0, 'linux,windows,services,image'",
        "2025-06-01, 2025-06-01, 'linux,windows,image,community,shared'"
    })
    void theSamePoolShowsTheSameInBothPlanes(String version, String dataVersion, String pools) throws IOException {
        Set<String> triedHere = new TreeSet<>();
        Set<String> triedThere = new TreeSet<>();
        for (String pool : pools.split(",", -1)) {
            JsonNode sent = JSON.readTree(text(pool + "-" + version + ".json")
                    .replace("APPLICATION", plane.account(azure.batchAccount(), "/applications/tool"))
                    .replace(
                            "CERTIFICATE",
                            plane.account(
                                    azure.batchAccount(),
                                    "/certificates/sha1-" + THUMBPRINT.toUpperCase(Locale.ROOT))));
            if (sent.at("/properties").has("certificates")) {
                addCertificate();
            }
            Answer made = plane.put(path(pool, version), sent.toString());
            assertThat(made.status()).as(pool + ": " + made.raw().body()).isEqualTo(200);

            ObjectNode copy = asSent(dataOf(pool, dataVersion), sent);
            copy.put("id", pool + "-copy");
            Answer added = data.send(
                    "POST",
                    azure.batchEndpoint() + "/pools?api-version=" + dataVersion,
                    copy.toString(),
                    "Content-Type",
                    "application/json; odata=minimalmetadata");
            assertThat(added.status()).as(pool + ": " + added.raw().body()).isEqualTo(201);

            Map<String, String> here = flat(plane.get(path(pool, version)).json());
            Map<String, String> shown = flat(sent);
            shown.values().removeIf(SECRET::equals);
            // Recorded: sizes come back in capitals, and small ones in words.
            shown.computeIfPresent("/properties/vmSize", (name, size) -> VmSize.resourceName(size));
            assertThat(here).as(pool).containsAllEntriesOf(shown);
            assertThat(here.values()).as(pool).doesNotContain(SECRET);
            assertThat(kept(flat(plane.get(path(pool + "-copy", version)).json())))
                    .as(pool + " by Resource Manager")
                    .isEqualTo(kept(here));
            assertThat(kept(flat(dataOf(pool + "-copy", dataVersion))))
                    .as(pool + " by the data plane")
                    .isEqualTo(kept(flat(dataOf(pool, dataVersion))));
            triedHere.addAll(kinds(sent));
            triedThere.addAll(kinds(copy));
        }

        assertThat(missing("arm-" + version, triedHere)).isEmpty();
        assertThat(missing("data-" + version, triedThere)).isEmpty();
    }

    private String path(String pool, String version) {
        return plane.account(azure.batchAccount(), "/pools/" + pool + "?api-version=" + version);
    }

    private JsonNode dataOf(String pool, String version) {
        return data.get(azure.batchEndpoint() + "/pools/" + pool + "?api-version=" + version)
                .json();
    }

    private void addCertificate() {
        data.send(
                "POST",
                azure.batchEndpoint() + "/certificates?api-version=2024-02-01.19.0",
                "{\"thumbprint\":\"" + THUMBPRINT + "\",\"thumbprintAlgorithm\":\"sha1\",\"data\":\"AAAA\"}",
                "Content-Type",
                "application/json; odata=minimalmetadata");
    }

    /** A pool of the data plane as a client makes it: without what the service says, with the secrets that it does not say. */
    private static ObjectNode asSent(JsonNode shown, JsonNode arm) {
        ObjectNode copy = shown.deepCopy();
        copy.remove(StreamSupport.stream(((Iterable<String>) copy::fieldNames).spliterator(), false)
                .filter(name -> name.matches(WRITTEN_BY_THE_SERVICE))
                .toList());
        if (copy.path("enableAutoScale").asBoolean()) {
            copy.remove(List.of("targetDedicatedNodes", "targetLowPriorityNodes", "resizeTimeout"));
        }
        for (String path : flat(arm).entrySet().stream()
                .filter(value -> value.getValue().equals(SECRET))
                .map(Map.Entry::getKey)
                .toList()) {
            String there = path.replace("/properties", "").replace("/deploymentConfiguration", "");
            int name = there.lastIndexOf('/');
            String holder = there.substring(0, name);
            if (holder.endsWith("/protectedSettings")) {
                name = holder.lastIndexOf('/');
                ((ObjectNode) copy.at(holder.substring(0, name)))
                        .putObject("protectedSettings")
                        .put("c", SECRET);
            } else {
                ((ObjectNode) copy.at(holder)).put(there.substring(name + 1), SECRET);
            }
        }
        return copy;
    }

    /** All but names, times, how far it has come, and what the data plane cannot give: an identity and tags. */
    private static Map<String, String> kept(Map<String, String> pool) {
        Map<String, String> kept = new TreeMap<>(pool);
        kept.keySet()
                .removeIf(path -> path.matches("/(id|name|etag|eTag|url)|/(identity|tags)/.*"
                        + "|.*([tT]ime|[tT]imestamp|lastModified|allocationState|current[A-Za-z]+Nodes)$"));
        return kept;
    }

    private static Map<String, String> flat(JsonNode node) {
        Map<String, String> found = new TreeMap<>();
        flatten(node, "", found);
        return found;
    }

    private static void flatten(JsonNode node, String path, Map<String, String> found) {
        if (node instanceof ArrayNode items) {
            for (int i = 0; i < items.size(); i++) {
                flatten(items.get(i), path + "/" + i, found);
            }
        } else if (node instanceof ObjectNode object && !object.isEmpty()) {
            object.properties()
                    .forEach(property -> flatten(
                            property.getValue(), path + "/" + property.getKey().replace("/", "~1"), found));
        } else {
            found.put(path, node.asText());
        }
    }

    /** Without the places in lists, and with the objects that hold something. */
    private static Set<String> kinds(JsonNode pool) {
        Set<String> kinds = new TreeSet<>();
        for (String path : flat(pool).keySet()) {
            String kind = path.replaceAll("/\\d+(?=/|$)", "");
            for (int end = kind.length(); end > 0; end = kind.lastIndexOf('/', end - 1)) {
                kinds.add(kind.substring(0, end));
            }
        }
        return kinds;
    }

    /** What of a list of properties has not been tried; but for those that are known not to be there. */
    private static Set<String> missing(String list, Set<String> tried) throws IOException {
        return text(list + ".txt")
                .lines()
                .filter(line -> !line.startsWith("#") && !tried.contains(line) && !NOT_THERE.contains(line))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Retired, of one request and not of the pool, or not there; docs/management.md says so. And one that only the service writes. */
    private static final Set<String> NOT_THERE = Set.of(
            "/virtualMachineConfiguration/imageReference/exactVersion",
            "/applicationLicenses",
            "/properties/applicationLicenses",
            "/properties/scaleSettings/fixedScale/nodeDeallocationOption",
            "/properties/deploymentConfiguration/virtualMachineConfiguration/dataDisks/managedDisk/securityProfile/diskEncryptionSet/id",
            "/properties/deploymentConfiguration/virtualMachineConfiguration/osDisk/managedDisk/securityProfile/diskEncryptionSet/id");

    private static String text(String name) throws IOException {
        try (InputStream in = PoolPropertiesTest.class.getResourceAsStream("pools/" + name)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
