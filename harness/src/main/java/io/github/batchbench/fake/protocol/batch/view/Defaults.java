package io.github.batchbench.fake.protocol.batch.view;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Durations;
import java.util.Optional;

/** What the service fills in where a client said nothing (recorded). */
final class Defaults {
    static final String UNLIMITED = Durations.format(Durations.MAXIMUM);

    private static final String RETENTION = "P7D";
    private static final String RETENTION_SINCE = "2018-12-01.8.0";

    private Defaults() {}

    static Document jobConstraints(Document spec) {
        Document sent = spec.object("constraints").orElse(Document.EMPTY);
        return new Shape()
                .put("maxWallClockTime", sent.string("maxWallClockTime").orElse(UNLIMITED))
                .put("maxTaskRetryCount", sent.integer("maxTaskRetryCount", 0))
                .document();
    }

    /** The constraints of a task; the retry count is the job's unless it has its own. */
    static Document taskConstraints(Document spec, int inheritedRetries, String version) {
        Document sent = spec.object("constraints").orElse(Document.EMPTY);
        return new Shape()
                .put("maxWallClockTime", sent.string("maxWallClockTime").orElse(UNLIMITED))
                .put("retentionTime", sent.string("retentionTime").orElse(retention(version)))
                .put("maxTaskRetryCount", sent.integer("maxTaskRetryCount", inheritedRetries))
                .document();
    }

    static String retention(String version) {
        return Versions.since(version, RETENTION_SINCE) ? RETENTION : UNLIMITED;
    }

    static Document userIdentity(Document spec) {
        Optional<Document> sent = spec.object("userIdentity");
        if (sent.isPresent() && sent.get().has("username")) {
            return sent.get();
        }
        Document user = sent.flatMap(identity -> identity.object("autoUser")).orElse(Document.EMPTY);
        return Document.of(
                "autoUser",
                new Shape()
                        .put("scope", user.string("scope").orElse("pool"))
                        .put("elevationLevel", user.string("elevationLevel").orElse("nonadmin"))
                        .document());
    }

    static Document startTask(Document sent) {
        return new Shape()
                .copy(sent, "commandLine", "containerSettings", "resourceFiles", "environmentSettings")
                .put("userIdentity", userIdentity(sent))
                .put("maxTaskRetryCount", sent.integer("maxTaskRetryCount", 0))
                .put("waitForSuccess", sent.flag("waitForSuccess", true))
                .rest(sent)
                .document();
    }

    static Document jobManager(Document sent, int inheritedRetries, String version) {
        return new Shape()
                .copy(
                        sent,
                        "id",
                        "displayName",
                        "commandLine",
                        "containerSettings",
                        "resourceFiles",
                        "outputFiles",
                        "environmentSettings")
                .put("constraints", taskConstraints(sent, inheritedRetries, version))
                .putIf(
                        Versions.since(version, Versions.SLOTS),
                        "requiredSlots",
                        sent.number("requiredSlots").orElse(1L))
                .put("userIdentity", userIdentity(sent))
                .put("runExclusive", sent.flag("runExclusive", true))
                .put("allowLowPriorityNode", sent.flag("allowLowPriorityNode", true))
                .put("killJobOnCompletion", sent.flag("killJobOnCompletion", true))
                .rest(sent)
                .document();
    }

    static Document jobPreparation(Document sent, String version) {
        return new Shape()
                .put("id", sent.string("id").orElse("jobpreparation"))
                .copy(sent, "commandLine", "containerSettings", "resourceFiles", "environmentSettings")
                .put("constraints", taskConstraints(sent, 0, version))
                .put("userIdentity", userIdentity(sent))
                .put("waitForSuccess", sent.flag("waitForSuccess", true))
                .put("rerunOnNodeRebootAfterSuccess", sent.flag("rerunOnNodeRebootAfterSuccess", true))
                .document();
    }

    static Document jobRelease(Document sent, String version) {
        return new Shape()
                .put("id", sent.string("id").orElse("jobrelease"))
                .copy(sent, "commandLine", "containerSettings", "resourceFiles", "environmentSettings")
                .put("maxWallClockTime", sent.string("maxWallClockTime").orElse("PT15M"))
                .put("retentionTime", sent.string("retentionTime").orElse(retention(version)))
                .put("userIdentity", userIdentity(sent))
                .document();
    }

    /** The retry count that a job's tasks have unless they have their own. */
    static int retries(Document job) {
        return job.object("constraints")
                .map(constraints -> constraints.integer("maxTaskRetryCount", 0))
                .orElse(0);
    }

    /** Of machines: the image's version and where its disk lies. */
    static Document machine(Document sent) {
        Document image = sent.object("imageReference").orElse(Document.EMPTY);
        Document filled = image.has("publisher") ? image.withDefault("version", "latest") : image;
        return new Shape()
                .put("imageReference", filled)
                .put(
                        "osDisk",
                        sent.object("osDisk")
                                .map(disk -> new Shape()
                                        .put(
                                                "ephemeralOSDiskSettings",
                                                disk.object("ephemeralOSDiskSettings")
                                                        .orElse(Document.EMPTY))
                                        .rest(disk)
                                        .document())
                                .orElse(null))
                .rest(sent)
                .document();
    }
}
