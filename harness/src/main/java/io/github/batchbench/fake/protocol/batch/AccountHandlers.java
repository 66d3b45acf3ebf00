package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.Application;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Facts;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.Pool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The operations on the account: supported images, node counts and applications. */
final class AccountHandlers {
    private static final List<Image> IMAGES = Facts.lines("protocol/batch/images.txt").stream()
            .map(AccountHandlers::image)
            .map(image -> new Image(image.toString(), image))
            .toList();

    /** A supported image, which has no id of its own in the service. */
    private record Image(String key, Document shown) {}

    /** The names of the counts, in the service's order (recorded), with the states that they count. */
    private static final Map<String, NodeState> COUNTS = new LinkedHashMap<>();

    static {
        COUNTS.put("creating", NodeState.CREATING);
        COUNTS.put("idle", NodeState.IDLE);
        COUNTS.put("leavingPool", NodeState.LEAVING_POOL);
        COUNTS.put("offline", NodeState.OFFLINE);
        COUNTS.put("preempted", NodeState.PREEMPTED);
        COUNTS.put("rebooting", NodeState.REBOOTING);
        COUNTS.put("reimaging", NodeState.REIMAGING);
        COUNTS.put("running", NodeState.RUNNING);
        COUNTS.put("starting", NodeState.STARTING);
        COUNTS.put("startTaskFailed", NodeState.START_TASK_FAILED);
        COUNTS.put("unusable", NodeState.UNUSABLE);
        COUNTS.put("unknown", NodeState.UNKNOWN);
        COUNTS.put("waitingForStartTask", NodeState.WAITING_FOR_START_TASK);
    }

    /** Counts that came with a version. */
    private static final String UPGRADING_SINCE = "2024-02-01.19.0";

    private static final String DEALLOCATED_SINCE = "2024-07-01.20.0";

    private final BatchAccount account;

    AccountHandlers(BatchAccount account) {
        this.account = account;
    }

    Map<String, OperationHandler> operations() {
        return Map.of(
                "Account_ListSupportedImages", this::images,
                "Account_ListPoolNodeCounts", this::nodeCounts,
                "Application_List", this::applications,
                "Application_Get", this::application);
    }

    private Answer images(Call call) {
        return Listing.of("supportedimages", IMAGES, Image::key, Image::shown).answer(call);
    }

    private Answer nodeCounts(Call call) {
        return account.exclusively(() -> Listing.of(
                        "poolnodecounts", account.pools().all(), Pool::id, pool -> nodeCounts(pool, call.version()))
                .answer(call));
    }

    private Answer applications(Call call) {
        return account.exclusively(() -> Listing.of(
                        "listapplicationsummariesresponses",
                        usable(account.applications().all()),
                        Application::id,
                        AccountHandlers::application)
                .answer(call));
    }

    /** Those that a node can use something of (documented). */
    private static List<Application> usable(List<Application> all) {
        return all.stream()
                .filter(application -> !application.versions().isEmpty())
                .toList();
    }

    private Answer application(Call call) {
        Application application = account.applications()
                .get(call.pathParameter("applicationId"))
                .orElseThrow(BatchErrorCode.APPLICATION_NOT_FOUND::exception);
        return Answer.json(200, call.entity("getapplicationsummaryresponse/@Element", application(application)));
    }

    private static Document application(Application application) {
        return Document.of("id", application.id()).with("versions", application.versions());
    }

    private static Document nodeCounts(Pool pool, ApiVersion version) {
        return Document.of("poolId", pool.id())
                .with("dedicated", counts(pool, true, version))
                .with("lowPriority", counts(pool, false, version));
    }

    private static Document counts(Pool pool, boolean dedicated, ApiVersion version) {
        List<ComputeNode> nodes = pool.nodes().stream()
                .filter(node -> node.identity().dedicated() == dedicated)
                .toList();
        Map<String, Object> counts = new LinkedHashMap<>();
        COUNTS.forEach((name, state) -> counts.put(name, count(nodes, state)));
        if (version.since(UPGRADING_SINCE)) {
            counts.put("upgradingOS", count(nodes, NodeState.UPGRADING_OS));
        }
        if (version.since(DEALLOCATED_SINCE)) {
            counts.put("deallocated", count(nodes, NodeState.DEALLOCATED));
            counts.put("deallocating", count(nodes, NodeState.DEALLOCATING));
        }
        counts.put("total", (long) nodes.size());
        return Document.of(counts);
    }

    private static long count(List<ComputeNode> nodes, NodeState state) {
        return nodes.stream().filter(node -> node.state() == state).count();
    }

    private static Document image(String line) {
        String[] parts = line.split("\\|", -1);
        Map<String, Object> image = new LinkedHashMap<>();
        image.put(
                "imageReference",
                Document.of("publisher", parts[0])
                        .with("offer", parts[1])
                        .with("sku", parts[2])
                        .with("version", "latest"));
        image.put("verificationType", parts[5]);
        image.put("nodeAgentSKUId", parts[3]);
        if (!parts[6].isEmpty()) {
            image.put("capabilities", List.of(parts[6].split(",", -1)));
        }
        if (!parts[7].isEmpty()) {
            image.put("batchSupportEndOfLife", parts[7]);
        }
        image.put("osType", parts[4]);
        return Document.of(image);
    }
}
