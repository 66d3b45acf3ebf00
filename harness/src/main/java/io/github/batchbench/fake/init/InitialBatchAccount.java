package io.github.batchbench.fake.init;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.state.Quotas;
import io.github.batchbench.fake.subscription.Region;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A Batch account to begin with. What the file says of pools, jobs, tasks, schedules and certificates has the shape of
 * Batch's REST API, what it says of the account and its applications that of Azure Resource Manager.
 *
 * @param field where it stands
 * @param nameField its name
 * @param keys its keys, empty for random ones
 * @param storageAccount the storage account that it is linked with; empty if it names none
 * @param resource {@code location}, {@code tags} and {@code properties}
 * @param quotas the numbers that the file gives
 */
public record InitialBatchAccount(
        Field field,
        Field nameField,
        Optional<InitialKeys> keys,
        Optional<Field> storageAccount,
        Document resource,
        Optional<Field> quotas,
        List<Application> applications,
        List<Field> certificates,
        List<Field> pools,
        List<Field> jobs,
        List<Field> jobSchedules) {
    /** What a pool has beside what the API knows. */
    static final String NODE_USERS = "nodeUsers";

    /** What a job has beside what the API knows. */
    static final String TASKS = "tasks";

    /** An application and its packages. */
    record Application(Field field, String id, List<VersionPackage> packages) {
        private static Application of(Field application, Path folder) {
            application.object("id", "displayName", "allowUpdates", "defaultVersion", "packages");
            return new Application(
                    application,
                    application.required("id").text(),
                    application.list("packages").stream()
                            .map(each -> VersionPackage.of(each, folder))
                            .toList());
        }
    }

    /** A package of an application. */
    record VersionPackage(Field field, String version, Content zip) {
        private static VersionPackage of(Field each, Path folder) {
            each.object("version", "file");
            return new VersionPackage(
                    each,
                    each.required("version").text(),
                    InitialContainer.FileContent.of(each.required("file"), folder));
        }
    }

    static InitialBatchAccount of(Field account, Path folder) {
        account.object(
                "name",
                "keys",
                "location",
                "tags",
                "properties",
                "storageAccount",
                "quotas",
                "applications",
                "certificates",
                "pools",
                "jobs",
                "jobSchedules");
        account.field("location").ifPresent(InitialBatchAccount::requireRegion);
        Document resource = account.document(
                "name",
                "keys",
                "storageAccount",
                "quotas",
                "applications",
                "certificates",
                "pools",
                "jobs",
                "jobSchedules");
        return new InitialBatchAccount(
                account,
                account.required("name"),
                account.field("keys").map(keys -> InitialKeys.of(keys, "primary", "secondary")),
                account.field("storageAccount"),
                resource,
                account.field("quotas")
                        .map(quotas -> quotas.object(
                                "pools",
                                "activeJobsAndSchedules",
                                "dedicatedCores",
                                "lowPriorityCores",
                                "familyCores")),
                account.list("applications").stream()
                        .map(each -> Application.of(each, folder))
                        .toList(),
                account.list("certificates"),
                account.list("pools"),
                account.list("jobs"),
                account.list("jobSchedules"));
    }

    private static void requireRegion(Field location) {
        if (Region.of(location.text()).isEmpty()) {
            throw location.wrong("there is no region '" + location.text() + "'.");
        }
    }

    /** The region that it is in, if the file says so. */
    public Optional<String> region() {
        return field.field("location")
                .flatMap(location -> Region.of(location.text()))
                .map(Region::name);
    }

    /** Its name. */
    public String name() {
        return nameField.text();
    }

    /** The numbers that the file gives in place of those that there are. */
    Quotas quotas(Quotas present) {
        if (quotas.isEmpty()) {
            return present;
        }
        Field numbers = quotas.get();
        return new Quotas(
                numbers.field("pools").map(Field::count).orElse(present.pools()),
                numbers.field("activeJobsAndSchedules").map(Field::count).orElse(present.activeJobsAndSchedules()),
                numbers.field("dedicatedCores").map(Field::count).orElse(present.dedicatedCores()),
                numbers.field("lowPriorityCores").map(Field::count).orElse(present.lowPriorityCores()),
                numbers.field("familyCores").map(Field::counts).orElse(present.familyCores()));
    }
}
