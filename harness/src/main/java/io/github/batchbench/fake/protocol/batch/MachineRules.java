package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.VmSizes;
import io.github.batchbench.fake.protocol.batch.schema.Facts;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The rules of what a pool's nodes are made of: size, image, node agent and disks. */
final class MachineRules {
    /** Images of one kind, and the node agents that run on them. */
    private record Family(String publisher, Pattern offer, Pattern sku, List<String> agents) {
        static Family parse(String line) {
            // The expression of the SKUs may hold bars.
            int first = line.indexOf('|');
            int second = line.indexOf('|', first + 1);
            int last = line.lastIndexOf('|');
            int agents = line.lastIndexOf('|', last - 1);
            return new Family(
                    line.substring(0, first),
                    Pattern.compile(line.substring(first + 1, second), Pattern.CASE_INSENSITIVE),
                    Pattern.compile(line.substring(second + 1, agents), Pattern.CASE_INSENSITIVE),
                    Arrays.asList(line.substring(agents + 1, last).split(",", -1)));
        }

        boolean has(Document image) {
            return publisher.equalsIgnoreCase(image.string("publisher").orElse(""))
                    && offer.matcher(image.string("offer").orElse("")).matches()
                    && sku.matcher(image.string("sku").orElse("")).matches();
        }
    }

    private static final List<Family> FAMILIES =
            Facts.lines("image-families.txt").stream().map(Family::parse).toList();
    private static final Set<String> AGENTS =
            FAMILIES.stream().flatMap(family -> family.agents().stream()).collect(Collectors.toUnmodifiableSet());
    private static final Pattern GALLERY_IMAGE = Pattern.compile(
            "/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft.Compute/galleries/[^/]+/images/[^/]+(/versions/[^/]+)?",
            Pattern.CASE_INSENSITIVE);

    private final Strictness strictness;

    MachineRules(Strictness strictness) {
        this.strictness = strictness;
    }

    /** Checks a pool, or the specification of an auto pool. */
    void check(Document pool) {
        Optional<Document> machine = pool.object("virtualMachineConfiguration");
        boolean cloudServices = pool.has("cloudServiceConfiguration");
        if (machine.isPresent() && cloudServices) {
            throw BatchErrorCode.INVALID_PROPERTY_VALUE
                    .exception()
                    .with("PropertyName", "cloudServiceConfiguration")
                    .with(
                            "Reason",
                            "Only one of the properties virtualMachineConfiguration and cloudServiceConfiguration may be specified");
        }
        if (machine.isEmpty() && !cloudServices) {
            throw missing("virtualMachineConfiguration");
        }
        checkSize(pool, cloudServices);
        machine.ifPresent(configuration -> checkMachine(configuration, pool));
    }

    /** Checks a change of a pool, which may name some of what a pool is made of. */
    void checkChange(Document change) {
        checkSize(change, false);
        change.object("virtualMachineConfiguration").ifPresent(machine -> checkMachine(machine, change));
    }

    private void checkSize(Document pool, boolean cloudServices) {
        Optional<String> size = pool.string("vmSize");
        if (size.isEmpty() || !strictness.checks(ValidationRule.VM_SIZES)) {
            return;
        }
        boolean known = cloudServices
                ? VmSizes.isOfCloudServices(size.get())
                : VmSizes.cores(size.get()).isPresent();
        if (!known) {
            throw Strictness.refusal(
                    ValidationRule.VM_SIZES, "vmSize", "The specified vmSize '" + size.get() + "' is not supported.");
        }
    }

    private void checkMachine(Document machine, Document pool) {
        String agent = machine.string("nodeAgentSKUId").orElse("");
        if (!agent.toLowerCase(Locale.ROOT).startsWith("batch.node.")) {
            throw BatchErrorCode.NODE_AGENT_SKU_NOT_FOUND.exception();
        }
        checkImage(machine.object("imageReference").orElse(Document.EMPTY), agent);
        boolean ownKey = machine.object("diskEncryptionConfiguration")
                .filter(encryption -> encryption.has("customerManagedKey"))
                .isPresent();
        if (ownKey && !pool.has("identity") && strictness.checks(ValidationRule.POOL_IDENTITIES)) {
            throw Strictness.refusal(
                    ValidationRule.POOL_IDENTITIES,
                    "identity",
                    "Pool Identity is required when using CustomerManagedKey.");
        }
    }

    private void checkImage(Document image, String agent) {
        Optional<String> id = image.string("virtualMachineImageId");
        if (id.isPresent() && !GALLERY_IMAGE.matcher(id.get()).matches()) {
            throw BatchException.invalidProperty(
                    "virtualMachineImageId",
                    id.get(),
                    "The specified resource id must be of the format"
                            + " /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers"
                            + "/Microsoft.Compute/galleries/{galleryName}/images/{galleryImageName}/versions"
                            + "/{galleryImageVersionName} or"
                            + " /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers"
                            + "/Microsoft.Compute/galleries/{galleryName}/images/{galleryImageName}");
        }
        if (id.isPresent() || image.has("sharedGalleryImageId") || image.has("communityGalleryImageId")) {
            checkAgent(agent, List.copyOf(AGENTS));
            return;
        }
        for (String name : List.of("publisher", "offer", "sku")) {
            if (!image.has(name)) {
                throw missing(name);
            }
        }
        List<String> agents = FAMILIES.stream()
                .filter(family -> family.has(image))
                .flatMap(family -> family.agents().stream())
                .toList();
        if (!agents.isEmpty()) {
            checkAgent(agent, agents);
        } else if (strictness.checks(ValidationRule.IMAGES)) {
            throw Strictness.refusal(
                    ValidationRule.IMAGES,
                    "imageReference",
                    "The specified imageReference with publisher "
                            + image.string("publisher").orElse("") + " offer "
                            + image.string("offer").orElse("") + " sku "
                            + image.string("sku").orElse("") + " is not supported.");
        }
    }

    /** The property and the words are guessed; that it is refused so is reported. */
    private void checkAgent(String agent, List<String> agents) {
        if (strictness.checks(ValidationRule.NODE_AGENTS) && agents.stream().noneMatch(agent::equalsIgnoreCase)) {
            throw Strictness.refusal(
                    ValidationRule.NODE_AGENTS,
                    "nodeAgentSKUId",
                    "The specified nodeAgentSKUId '" + agent + "' is not supported for the specified imageReference.");
        }
    }

    private static BatchException missing(String name) {
        return BatchErrorCode.MISSING_REQUIRED_PROPERTY.exception().with("PropertyName", name);
    }
}
