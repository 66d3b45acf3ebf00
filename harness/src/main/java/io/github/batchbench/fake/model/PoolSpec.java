package io.github.batchbench.fake.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What clients say of a pool, as the service understands it: the one home of the names of its properties that have
 * behaviour.
 */
public record PoolSpec(Document json) {
    private static final Duration RESIZE_TIMEOUT = Duration.ofMinutes(15);
    private static final Duration EVALUATION_INTERVAL = Duration.ofMinutes(15);
    private static final String VM_SIZE = "vmSize";
    private static final String DEDICATED = "targetDedicatedNodes";
    private static final String LOW_PRIORITY = "targetLowPriorityNodes";
    private static final String START_TASK = "startTask";
    private static final String MACHINE = "virtualMachineConfiguration";
    private static final String CLOUD_SERVICES = "cloudServiceConfiguration";
    private static final String SLOTS = "taskSlotsPerNode";
    private static final String ENABLED = "enableAutoScale";
    private static final String FORMULA = "autoScaleFormula";
    private static final String PUBLISHER = "publisher";
    private static final String OFFER = "offer";
    private static final String SKU = "sku";
    private static final String INTERVAL = "autoScaleEvaluationInterval";

    /** Its id. */
    public String id() {
        return json.string("id").orElseThrow();
    }

    /** The size of its machines, empty if none is given. */
    public String vmSize() {
        return json.string(VM_SIZE).orElse("");
    }

    /** Whether it says what size its machines are. */
    public boolean namesVmSize() {
        return json.has(VM_SIZE);
    }

    /** Task slots of each node. */
    public int slotsPerNode() {
        return json.integer(SLOTS, 1);
    }

    /** Whether it says how many nodes it is to have; {@link #targetName} is how. */
    public boolean namesTarget() {
        return json.has(DEDICATED) || json.has(LOW_PRIORITY);
    }

    /** The first property by which it says how many nodes it is to have. */
    public String targetName() {
        return json.has(DEDICATED) ? DEDICATED : LOW_PRIORITY;
    }

    /** What its nodes are, if they are virtual machines. */
    public Optional<Machine> machine() {
        return json.object(MACHINE).map(Machine::new);
    }

    /** Whether its nodes are those of cloud services. */
    public boolean usesCloudServices() {
        return json.has(CLOUD_SERVICES);
    }

    /** Whether its nodes have no addresses outside. */
    public boolean hasNoPublicAddress() {
        return json.object("networkConfiguration")
                .flatMap(network -> network.object("publicIPAddressConfiguration"))
                .flatMap(address -> address.string("provision"))
                .filter("nopublicipaddresses"::equalsIgnoreCase)
                .isPresent();
    }

    /** Whether it has a managed identity. */
    public boolean hasIdentity() {
        return json.has("identity");
    }

    /** The licences that it asks for. */
    public List<String> licenses() {
        return json.strings("applicationLicenses");
    }

    /** The subnet that its nodes are to be in. */
    public Optional<String> subnet() {
        return json.object("networkConfiguration").flatMap(network -> network.string("subnetId"));
    }

    /**
     * The pool's document after its properties were replaced: what the request does not name goes, or goes back to its
     * default. Where the mode of communication is not named, the pool has one from then on (recorded).
     */
    public Document replaced(Document properties) {
        return json.without(START_TASK)
                .with("targetNodeCommunicationMode", "default")
                .merged(properties);
    }

    /** How many nodes it is to have at first. */
    public PoolSize target() {
        return new PoolSize(json.integer(DEDICATED, 0), json.integer(LOW_PRIORITY, 0));
    }

    /** How long its first resize may take. */
    public Duration resizeTimeout() {
        return json.duration("resizeTimeout").orElse(RESIZE_TIMEOUT);
    }

    /** Whether tasks fill one node before the next; otherwise they are spread. */
    public boolean packsTasks() {
        return json.object("taskSchedulingPolicy")
                .flatMap(policy -> policy.string("nodeFillType"))
                .map("pack"::equalsIgnoreCase)
                .orElse(false);
    }

    /** Whether jobs of one priority are served by their age; otherwise they share the nodes evenly. */
    public boolean ordersJobsByAge() {
        return json.object("taskSchedulingPolicy")
                .flatMap(policy -> policy.string("jobDefaultOrder"))
                .map("creationtime"::equalsIgnoreCase)
                .orElse(false);
    }

    /** Whether its nodes may talk to each other. */
    public boolean interNodeCommunication() {
        return json.flag("enableInterNodeCommunication", false);
    }

    /** Its start task. */
    public Optional<StartTask> startTask() {
        return json.object(START_TASK).map(StartTask::new);
    }

    /** The application packages that are put on its nodes. */
    public List<Document> packages() {
        return json.objects("applicationPackageReferences");
    }

    /** The users that its nodes have, beside those that Batch makes. */
    public List<Document> userAccounts() {
        return json.objects("userAccounts");
    }

    /** How its nodes run containers, null if they do not. */
    public @Nullable Document containers() {
        return machine()
                .flatMap(machine -> machine.json().object("containerConfiguration"))
                .orElse(null);
    }

    /** The container images that its nodes fetch before anything runs there. */
    public List<String> containerImages() {
        Document containers = containers();
        return containers == null ? List.of() : containers.strings("containerImageNames");
    }

    /** Whether it refers to a certificate, whatever the case of its thumbprint. */
    public boolean usesCertificate(String thumbprint) {
        return json.objects("certificateReferences").stream()
                .anyMatch(reference -> reference
                        .string("thumbprint")
                        .map(thumbprint::equalsIgnoreCase)
                        .orElse(false));
    }

    /** Whether a formula decides its size. */
    public boolean autoScales() {
        return json.flag(ENABLED, false);
    }

    /** The formula that decides its size. */
    public Optional<String> formula() {
        return json.string(FORMULA);
    }

    /** How often the formula is evaluated. */
    public Duration evaluationInterval() {
        return json.duration(INTERVAL).orElse(EVALUATION_INTERVAL);
    }

    /** The pool's document with a formula that decides its size. */
    public Document withFormula(String formula, Duration interval) {
        return json.with(ENABLED, true).with(FORMULA, formula).with(INTERVAL, Durations.format(interval));
    }

    /** The pool's document with a size that nothing decides. */
    public Document withoutFormula() {
        return json.without(ENABLED).without(FORMULA).without(INTERVAL);
    }

    /** The application packages that are put on its nodes, by id and, where it is named, version. */
    public List<PackageReference> packageReferences() {
        return packages().stream()
                .map(json -> new PackageReference(json.string("applicationId").orElse(""), json.string("version")))
                .toList();
    }

    /** A version of an application, or its default version. */
    public record PackageReference(String application, Optional<String> version) {}

    /** A request to resize a pool, or to remove nodes from it. */
    public record Resize(Document json) {
        /**
         * A request to resize a pool.
         *
         * @throws BatchException {@code MissingRequiredProperty} if it names no size
         */
        public static Resize toSize(Document json) {
            if (!json.has(DEDICATED) && !json.has(LOW_PRIORITY)) {
                throw BatchException.missingProperty(DEDICATED + " and/or " + LOW_PRIORITY);
            }
            return new Resize(json);
        }

        /** The size asked for; what is not named stays as it is. */
        public PoolSize target(PoolSize present) {
            return new PoolSize(
                    json.integer(DEDICATED, present.dedicated()), json.integer(LOW_PRIORITY, present.lowPriority()));
        }

        /** The ids of nodes that are to be removed. */
        public List<String> nodes() {
            return json.strings("nodeList");
        }

        /** How long it may take. */
        public Duration timeout() {
            return json.duration("resizeTimeout").orElse(RESIZE_TIMEOUT);
        }

        /** The name of what happens to the tasks of nodes that go, empty if none is given. */
        public Optional<String> deallocationOption() {
            return json.string("nodeDeallocationOption");
        }
    }

    /** What virtual machines a pool's nodes are. */
    public record Machine(Document json) {
        /** The node agent, empty if none is given. */
        public String nodeAgent() {
            return json.string("nodeAgentSKUId").orElse("");
        }

        /** The image. */
        public Image image() {
            return new Image(json.object("imageReference").orElse(Document.EMPTY));
        }

        /** Whether its disks are encrypted with the customer's own key. */
        public boolean usesOwnKey() {
            return encryption().has("customerManagedKey");
        }

        /** Which of its disks are encrypted. */
        public List<String> encryptedDisks() {
            return encryption().strings("targets");
        }

        private Document encryption() {
            return json.object("diskEncryptionConfiguration").orElse(Document.EMPTY);
        }

        /** The numbers of its data disks, in their order. */
        public List<Integer> dataDisks() {
            return json.objects("dataDisks").stream()
                    .map(disk -> disk.integer("lun", 0))
                    .toList();
        }
    }

    /** An image of the marketplace, or of a gallery. */
    public record Image(Document json) {
        /** The resource id of an image of one's own. */
        public Optional<String> resourceId() {
            return json.string("virtualMachineImageId");
        }

        /** Whether it is an image of one's own, or of a gallery. */
        public boolean isOfGallery() {
            return resourceId().isPresent() || json.has("sharedGalleryImageId") || json.has("communityGalleryImageId");
        }

        /** The properties that an image of the marketplace must have and this one lacks. */
        public List<String> missing() {
            return Stream.of(PUBLISHER, OFFER, SKU)
                    .filter(name -> !json.has(name))
                    .toList();
        }

        /** Who made it, empty if that is not given. */
        public String publisher() {
            return json.string(PUBLISHER).orElse("");
        }

        /** Its kind, empty if that is not given. */
        public String offer() {
            return json.string(OFFER).orElse("");
        }

        /** Its version within its kind, empty if that is not given. */
        public String sku() {
            return json.string(SKU).orElse("");
        }
    }

    /** A pool's start task. */
    public record StartTask(Document json) {
        /** Whether a node takes no tasks before it has succeeded. */
        public boolean waitForSuccess() {
            return json.flag("waitForSuccess", true);
        }

        /** How often it is tried again after a bad exit code; -1 for ever. */
        public int retries() {
            return json.integer("maxTaskRetryCount", 0);
        }
    }
}
