package io.github.batchbench.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Random;

/**
 * Requests to a fake, chosen at random among those that change something, of a few pools, jobs, tasks, schedules and blobs, so that they
 * meet. What a request finds in a wrong state is refused, as it should be. Not thread-safe.
 */
final class RandomRequests {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MACHINE = """
            "vmSize": "standard_d2s_v3", "virtualMachineConfiguration": {"nodeAgentSKUId": "batch.node.ubuntu 22.04",
            "imageReference": {"publisher": "canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts"}}""";
    private static final String FORMULA = "\"autoScaleFormula\": \"$TargetDedicatedNodes = 1;\"";

    /** Requests with letters for what is chosen: POOL, JOB, TASK, OTHER, SCHEDULE, NODE, BLOB, NUMBER. */
    private static final List<String> BATCH = List.of(
            "POST /pools {'id': 'POOL', 'targetDedicatedNodes': NUMBER, 'taskSlotsPerNode': 2, MACHINE}",
            "POST /pools {'id': 'POOL', 'enableAutoScale': true, FORMULA, MACHINE}",
            "POST /pools {'id': 'POOL', 'targetDedicatedNodes': 1, 'startTask': {'commandLine': 'test NUMBER = 0', "
                    + "'waitForSuccess': true}, 'userAccounts': [{'name': 'anna', 'password': 'pw-NUMBER'}], MACHINE}",
            "POST /pools/POOL/resize {'targetDedicatedNodes': NUMBER, 'targetLowPriorityNodes': NUMBER}",
            "POST /pools/POOL/stopresize",
            "POST /pools/POOL/enableautoscale {FORMULA}",
            "POST /pools/POOL/disableautoscale",
            "PATCH /pools/POOL {'metadata': [{'name': 'n', 'value': 'NUMBER'}]}",
            "POST /pools/POOL/removenodes {'nodeList': ['NODE']}",
            "POST /pools/POOL/nodes/NODE/disablescheduling",
            "POST /pools/POOL/nodes/NODE/enablescheduling",
            "POST /pools/POOL/nodes/NODE/reboot {'nodeRebootOption': 'terminate'}",
            "POST /pools/POOL/nodes/NODE/users {'name': 'uNUMBER', 'password': 'pw'}",
            "DELETE /pools/POOL/nodes/NODE/users/uNUMBER",
            "DELETE /pools/POOL",
            "POST /jobs {'id': 'JOB', 'usesTaskDependencies': true, 'poolInfo': {'poolId': 'POOL'}}",
            "POST /jobs {'id': 'JOB', 'usesTaskDependencies': true, 'poolInfo': {'poolId': 'POOL'}, "
                    + "'jobPreparationTask': {'commandLine': 'true'}, 'jobReleaseTask': {'commandLine': 'true'}}",
            "POST /jobs {'id': 'JOB', 'poolInfo': {'autoPoolSpecification': {'poolLifetimeOption': 'job', "
                    + "'pool': {'targetDedicatedNodes': 1, MACHINE}}}}",
            "PATCH /jobs/JOB {'priority': NUMBER, 'metadata': [{'name': 'n', 'value': 'NUMBER'}]}",
            "POST /jobs/JOB/disable {'disableTasks': 'requeue'}",
            "POST /jobs/JOB/enable",
            "POST /jobs/JOB/terminate {'terminateReason': 'NUMBER'}",
            "DELETE /jobs/JOB",
            "POST /jobs/JOB/tasks {'id': 'TASK', 'commandLine': 'true'}",
            "POST /jobs/JOB/tasks {'id': 'TASK', 'commandLine': 'test NUMBER = 0', "
                    + "'constraints': {'maxTaskRetryCount': NUMBER}}",
            "POST /jobs/JOB/tasks {'id': 'TASK', 'commandLine': 'true', 'dependsOn': {'taskIds': ['OTHER']}}",
            "POST /jobs/JOB/tasks {'id': 'TASK', 'commandLine': 'sleep 60', 'constraints': {'maxWallClockTime': 'PT0.NUMBERS'}}",
            "POST /jobs/JOB/addtaskcollection {'value': [{'id': 'TASK', 'commandLine': 'true'}, "
                    + "{'id': 'OTHER', 'commandLine': 'true'}]}",
            "PUT /jobs/JOB/tasks/TASK {'constraints': {'maxTaskRetryCount': NUMBER}}",
            "POST /jobs/JOB/tasks/TASK/terminate",
            "POST /jobs/JOB/tasks/TASK/reactivate",
            "DELETE /jobs/JOB/tasks/TASK",
            "POST /jobschedules {'id': 'SCHEDULE', 'schedule': {'recurrenceInterval': 'PT1H'}, "
                    + "'jobSpecification': {'poolInfo': {'poolId': 'POOL'}, 'jobManagerTask': {'id': 'm', 'commandLine': 'true'}}}",
            "PATCH /jobschedules/SCHEDULE {'metadata': [{'name': 'n', 'value': 'NUMBER'}]}",
            "POST /jobschedules/SCHEDULE/disable",
            "POST /jobschedules/SCHEDULE/enable",
            "POST /jobschedules/SCHEDULE/terminate",
            "DELETE /jobschedules/SCHEDULE");

    /** The same of Blob storage: method, path, headers. */
    private static final List<String> BLOB = List.of(
            "PUT /container?restype=container",
            "PUT /container?restype=container&comp=metadata x-ms-meta-a=NUMBER",
            "PUT /container?restype=container&comp=acl x-ms-blob-public-access=blob",
            "PUT /container/BLOB x-ms-blob-type=BlockBlob text",
            "PUT /container/BLOB x-ms-blob-type=BlockBlob text",
            "PUT /container/BLOB x-ms-blob-type=AppendBlob",
            "PUT /container/BLOB?comp=appendblock text",
            "PUT /container/BLOB?comp=block&blockid=YQ%3D%3D text",
            "PUT /container/BLOB?comp=blocklist blocks",
            "PUT /container/BLOB?comp=metadata x-ms-meta-a=NUMBER",
            "PUT /container/BLOB?comp=properties x-ms-blob-content-type=text/plain",
            "PUT /container/BLOB?comp=tags tags",
            "PUT /container/BLOB?comp=tier x-ms-access-tier=Cool",
            "PUT /container/BLOB?comp=snapshot",
            "PUT /container/BLOB?comp=lease x-ms-lease-action=acquire x-ms-lease-duration=-1",
            "PUT /container/BLOB?comp=lease x-ms-lease-action=break x-ms-lease-break-period=0",
            "DELETE /container/BLOB x-ms-delete-snapshots=include",
            "DELETE /container/BLOB",
            "DELETE /container?restype=container");

    private final FakeAzure azure;
    private final Random random;
    private final HttpClient http = HttpClient.newHttpClient();
    private int accepted;

    RandomRequests(FakeAzure azure, Random random) {
        this.azure = azure;
        this.random = random;
    }

    /** How many were not refused. */
    int accepted() {
        return accepted;
    }

    /** Sends one. */
    void next() throws IOException, InterruptedException {
        HttpResponse<String> answer = random.nextInt(4) > 0 ? batch(any(BATCH)) : blob(any(BLOB));
        if (answer.statusCode() >= 500) {
            throw new IllegalStateException(answer + ": " + answer.body());
        }
        accepted += answer.statusCode() < 300 ? 1 : 0;
    }

    /** All that has happened is in the location when this returns. */
    void awaitWritten() throws IOException, InterruptedException {
        batch("GET /pools");
    }

    private HttpResponse<String> batch(String request) throws IOException, InterruptedException {
        String pool = any(List.of("p1", "p2", "p3"));
        String[] parts = request.replace("POOL", pool)
                .replace("JOB", any(List.of("j1", "j2", "j3")))
                .replace("TASK", any(List.of("t1", "t2", "t3", "t4")))
                .replace("OTHER", any(List.of("t1", "t2", "t5")))
                .replace("SCHEDULE", any(List.of("s1", "s2")))
                .replace("NODE", request.contains("NODE") ? node(pool) : "")
                .replace("NUMBER", String.valueOf(random.nextInt(3)))
                .replace('\'', '"')
                .replace("MACHINE", MACHINE)
                .replace("FORMULA", FORMULA)
                .split(" ", 3);
        return send(HttpRequest.newBuilder(
                        URI.create(azure.batchEndpoint() + parts[1] + "?api-version=2024-07-01.20.0"))
                .header("Authorization", "Bearer " + azure.authority().token("https://batch.core.windows.net/"))
                .header("Content-Type", "application/json; odata=minimalmetadata")
                .method(parts[0], parts.length > 2 ? BodyPublishers.ofString(parts[2]) : BodyPublishers.noBody()));
    }

    private String node(String pool) throws IOException, InterruptedException {
        JsonNode nodes =
                JSON.readTree(batch("GET /pools/" + pool + "/nodes").body()).path("value");
        return nodes.isEmpty()
                ? "none"
                : nodes.get(random.nextInt(nodes.size())).path("id").textValue();
    }

    private HttpResponse<String> blob(String request) throws IOException, InterruptedException {
        String[] parts = request.replace("BLOB", any(List.of("b1", "b2", "b3")))
                .replace("NUMBER", String.valueOf(random.nextInt(3)))
                .split(" ", -1);
        HttpRequest.Builder built = HttpRequest.newBuilder(URI.create(azure.blobEndpoint() + parts[1]))
                .header("Authorization", "Bearer " + azure.authority().token("https://storage.azure.com/"))
                .header("x-ms-version", "2023-11-03");
        String body = "";
        for (int i = 2; i < parts.length; i++) {
            String[] header = parts[i].split("=", 2);
            if (header.length == 2) {
                built.header(header[0], header[1]);
            } else {
                body = body(parts[i]);
            }
        }
        return send(built.method(parts[0], BodyPublishers.ofString(body)));
    }

    private String body(String name) {
        return switch (name) {
            case "tags" ->
                "<Tags><TagSet><Tag><Key>a</Key><Value>" + random.nextInt(3) + "</Value></Tag></TagSet></Tags>";
            case "blocks" -> "<BlockList><Latest>YQ==</Latest></BlockList>";
            default -> "text ".repeat(1 + random.nextInt(100));
        };
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private String any(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}
