package io.github.batchbench.fake.pools;

import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.Facts;
import io.github.batchbench.fake.model.PoolSpec;
import io.github.batchbench.fake.model.Strictness;
import io.github.batchbench.fake.model.ValidationRule;
import io.github.batchbench.fake.model.VmSizes;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
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

        boolean has(PoolSpec.Image image) {
            return publisher.equalsIgnoreCase(image.publisher())
                    && offer.matcher(image.offer()).matches()
                    && sku.matcher(image.sku()).matches();
        }
    }

    private static final List<Family> FAMILIES =
            Facts.lines("pools/image-families.txt").stream().map(Family::parse).toList();
    private static final Set<String> AGENTS =
            FAMILIES.stream().flatMap(family -> family.agents().stream()).collect(Collectors.toUnmodifiableSet());
    private static final Pattern GALLERY_IMAGE = Pattern.compile(
            "/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft.Compute/galleries/[^/]+/images/[^/]+(/versions/[^/]+)?",
            Pattern.CASE_INSENSITIVE);

    private static final String COMPUTE =
            "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Compute/";

    private static final int SLOTS_PER_CORE = 4;

    private final Strictness strictness;

    MachineRules(Strictness strictness) {
        this.strictness = strictness;
    }

    /** Checks a pool, or the specification of an auto pool. */
    void check(PoolSpec pool) {
        Optional<PoolSpec.Machine> machine = pool.machine();
        if (machine.isPresent() && pool.usesCloudServices()) {
            throw BatchException.invalidProperty(
                    "cloudServiceConfiguration",
                    "Only one of the properties virtualMachineConfiguration and cloudServiceConfiguration may be specified");
        }
        if (machine.isEmpty() && !pool.usesCloudServices()) {
            throw BatchException.missingProperty("virtualMachineConfiguration");
        }
        checkSize(pool, pool.usesCloudServices());
        machine.ifPresent(configuration -> checkMachine(configuration, pool));
        checkSlots(pool);
    }

    /** Checks a change of a pool, which may name some of what a pool is made of. */
    void checkChange(PoolSpec change) {
        checkSize(change, false);
        change.machine().ifPresent(machine -> checkMachine(machine, change));
    }

    private void checkSize(PoolSpec pool, boolean cloudServices) {
        String size = pool.vmSize();
        if (!pool.namesVmSize() || !strictness.checks(ValidationRule.VM_SIZES)) {
            return;
        }
        boolean known = cloudServices
                ? VmSizes.isOfCloudServices(size)
                : VmSizes.cores(size).isPresent();
        if (!known) {
            throw Strictness.refusal(
                    ValidationRule.VM_SIZES, "vmSize", "The specified vmSize '" + size + "' is not supported.");
        }
    }

    /** At most four for each core (documented; the code and the words are a guess); the schema knows the 256 of all sizes. */
    void checkSlots(PoolSpec pool) {
        OptionalInt cores = VmSizes.cores(pool.vmSize());
        if (cores.isPresent()
                && pool.slotsPerNode() > SLOTS_PER_CORE * cores.getAsInt()
                && strictness.checks(ValidationRule.TASK_SLOTS)) {
            throw Strictness.refusal(
                    ValidationRule.TASK_SLOTS,
                    "taskSlotsPerNode",
                    "The value " + pool.slotsPerNode() + " is more than " + SLOTS_PER_CORE * cores.getAsInt()
                            + ", four for" + " each core of a node of vmSize '" + pool.vmSize() + "'.");
        }
    }

    private void checkMachine(PoolSpec.Machine machine, PoolSpec pool) {
        String agent = machine.nodeAgent();
        if (!agent.toLowerCase(Locale.ROOT).startsWith("batch.node.")) {
            throw BatchErrorCode.NODE_AGENT_SKU_NOT_FOUND.exception();
        }
        checkImage(machine.image(), agent);
        if (machine.usesOwnKey() && !pool.hasIdentity() && strictness.checks(ValidationRule.POOL_IDENTITIES)) {
            throw Strictness.refusal(
                    ValidationRule.POOL_IDENTITIES,
                    "identity",
                    "Pool Identity is required when using CustomerManagedKey.");
        }
        checkDisks(machine);
    }

    /** Documented; code and words are a guess. */
    private static void checkDisks(PoolSpec.Machine machine) {
        Set<Integer> numbers = new HashSet<>();
        for (Integer number : machine.dataDisks()) {
            if (!numbers.add(number)) {
                throw BatchException.invalidProperty(
                        "lun", number.toString(), "Each data disk must have a number of its own");
            }
        }
        if (machine.usesOwnKey() && machine.encryptedDisks().stream().noneMatch("osdisk"::equalsIgnoreCase)) {
            throw BatchException.invalidProperty(
                    "targets", "The osdisk must be among the targets when a customerManagedKey is used");
        }
    }

    private void checkImage(PoolSpec.Image image, String agent) {
        Optional<String> id = image.resourceId();
        if (id.isPresent() && !GALLERY_IMAGE.matcher(id.get()).matches()) {
            throw BatchException.invalidProperty(
                    "virtualMachineImageId",
                    id.get(),
                    "The specified resource id must be of the format " + COMPUTE + "images/{imageName}, " + COMPUTE
                            + "galleries/{galleryName}/images/{galleryImageName}/versions/{galleryImageVersionName}, or "
                            + COMPUTE + "galleries/{galleryName}/images/{galleryImageName}");
        }
        if (image.isOfGallery()) {
            checkAgent(agent, List.copyOf(AGENTS));
            return;
        }
        image.missing().stream().findFirst().ifPresent(name -> {
            throw BatchException.missingProperty(name);
        });
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
                    "The specified imageReference with publisher " + image.publisher() + " offer " + image.offer()
                            + " sku " + image.sku() + " is not supported.");
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
}
