package io.github.batchbench;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceRule;
import io.github.batchbench.fake.model.Document;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A package is a layer; these are the arrows between them. */
class ArchitectureTest {
    private static final String BASE = "io.github.batchbench.";
    private static final String[] JDK = {
        "java..",
        "javax..",
        "org.apache.commons.codec..",
        "org.jspecify..",
        "com.google.errorprone.annotations..",
        "io.github.batchbench"
    };
    /** The service's packages from the ground up: each uses those before it, the model and the JDK. */
    private static final List<String> SERVICE = List.of(
            "fake.time",
            "fake.agent",
            "fake.state",
            "fake.scheduling",
            "fake.runs",
            "fake.pools",
            "fake.jobs",
            "fake.history",
            "fake.account",
            "fake.subscription");

    /** The packages that know Azure's clients, from the ground up: none uses those after it. */
    private static final List<String> AZURE =
            List.of("azure.waiting", "azure.model", "azure", "azure.http", "azure.blob", "azure.batch");

    /** How properties of a document are read by their names. */
    private static final String READERS = "has|string|number|integer|flag|object|objects|strings|duration|instant";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.batchbench");

    static Stream<ArchRule> arrows() {
        return Stream.concat(
                Stream.concat(
                        SERVICE.stream().map(ArchitectureTest::service),
                        AZURE.stream().limit(AZURE.size() - 1L).map(ArchitectureTest::azure)),
                Stream.of(
                        only("fake.model", "fake.model"),
                        only("fake.autoscale", "fake.autoscale"),
                        only("fake.node", "fake.node", "fake.agent", "fake.time", "fake.model", "redaction"),
                        only("redaction", "redaction"),
                        only("azure.waiting", "azure.waiting"),
                        only("azure.model", "azure.model"),
                        never("azure.batch", "azure.blob"),
                        only("tls", "tls"),
                        only("reasons", "reasons"),
                        only("fake.blob", "fake.blob"),
                        never("fake.protocol", "fake.node", "fake.server", "fake.init", "fake.snapshot"),
                        never("fake.snapshot", "fake.node", "fake.server", "fake.init", "fake.tls"),
                        never("fake.init", "fake.node", "fake.server", "fake.tls"),
                        never("fake.monitor", "fake.node", "fake.blob", "fake.protocol", "fake.server", "fake.tls"),
                        never("fake.tls", "fake.server", "fake.protocol", "fake.node", "fake.blob"),
                        never("fake.protocol.blob.format", "fake.protocol.blob.message", "fake.protocol.blob.access"),
                        never("fake.protocol.blob.message", "fake.protocol.blob.access"),
                        belowTheApiOfBlobStorage(),
                        never("simulation", "fake.protocol", "fake.blob", "fake.node", "fake.server", "azure", "api"),
                        never("fake", "report", "simulation", "azure", "transfer", "api", "junit", "assertj", "cli"),
                        never("azure", "fake", "simulation", "transfer", "api", "junit", "assertj", "cli"),
                        never("transfer", "fake", "simulation", "api", "junit", "assertj", "cli"),
                        never("api", "simulation", "junit", "assertj", "cli"),
                        never("report", "simulation", "azure", "transfer", "api", "junit", "assertj", "cli"),
                        never("assertj", "junit", "cli"),
                        never("junit", "cli"),
                        never("cli", "junit", "assertj")));
    }

    @ParameterizedTest
    @MethodSource("arrows")
    void arrowsPointDown(ArchRule rule) {
        rule.check(CLASSES);
    }

    @Test
    void theFakeKnowsNothingOfTheSdks() {
        noClasses()
                .that(resideInAPackage(BASE + "fake.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("com.microsoft..", "com.azure.."))
                .check(CLASSES);
    }

    /**
     * What a live run uses lies beside the door to the fake and must not need it: nothing of the public package that
     * knows the SDKs knows the fake, but for those that make an account of a fake.
     */
    @Test
    void workflowsAndTestResourcesKnowNothingOfTheFake() {
        DescribedPredicate<JavaClass> bridge = nameMatching(
                        BASE + "api\\.(OfflineAccount|FakePause|FakeManagement|LocalBatch)(\\$.*)?")
                .forSubtype();
        Set<String> door = CLASSES.that(resideInAPackage(BASE + "api").and(not(bridge))).stream()
                .filter(type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency ->
                                dependency.getTargetClass().getPackageName().startsWith(BASE + "fake.")))
                .map(type -> type.getName().replaceFirst("\\$.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        DescribedPredicate<JavaClass> ofTheDoor = DescribedPredicate.describe(
                "be the door to the fake", type -> door.contains(type.getName().replaceFirst("\\$.*", "")));
        noClasses()
                .that(ofTheDoor)
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("com.microsoft..", "com.azure..", BASE + "azure..", BASE + "transfer.."))
                .check(CLASSES);
        noClasses()
                .that(resideInAPackage(BASE + "api")
                        .and(not(bridge))
                        .and(not(ofTheDoor))
                        .and(dependOnTheSdks()))
                .should()
                .dependOnClassesThat(ofTheDoor)
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> dependOnTheSdks() {
        return DescribedPredicate.describe(
                "use accounts",
                type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency -> resideInAnyPackage("com.microsoft..", "com.azure..", BASE + "azure..")
                                .test(dependency.getTargetClass())));
    }

    @Test
    void onlyTheServerKnowsWireMock() {
        noClasses()
                .that(resideInAPackage(BASE + "fake..").and(resideOutsideOfPackages(BASE + "fake.server..")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("com.github.tomakehurst..", "wiremock.."))
                .check(CLASSES);
    }

    /** What a task could have touched is opened in one place; {@code ProcessTable} reads what is Linux's own. */
    @Test
    void onlyOnePlaceOpensTheFilesOfNodes() {
        DescribedPredicate<JavaCall<?>> opening =
                DescribedPredicate.describe("open, make, move or remove a file", call -> opensFiles(call.getTarget()));
        noClasses()
                .that(resideInAPackage(BASE + "fake.node..")
                        .and(resideOutsideOfPackages(BASE + "fake.node.files.."))
                        .and(not(simpleName("ProcessTable"))))
                .should()
                .callCodeUnitWhere(opening)
                .check(CLASSES);
    }

    private static boolean opensFiles(CodeUnitCallTarget target) {
        String owner = target.getOwner().getName();
        boolean looks =
                Set.of("isExecutable", "isRegularFile", "isDirectory", "exists").contains(target.getName());
        return (owner.equals("java.nio.file.Files") && !looks)
                || (owner.equals("java.nio.channels.FileChannel")
                        && target.getName().equals("open"))
                || owner.matches("java\\.io\\.(File(In|Out)putStream|RandomAccessFile|File(Reader|Writer))")
                || (owner.equals("java.io.File") && !target.getName().equals("<init>"))
                || owner.equals("java.util.zip.ZipFile");
    }

    /** Or a fake's processes could not be told from those of a test. */
    @Test
    void onlyOnePlaceStartsProcesses() {
        noClasses()
                .that(resideInAPackage(BASE + "fake..").and(not(simpleName("OwnProcesses"))))
                .should()
                .callMethod(ProcessBuilder.class, "start")
                .check(CLASSES);
    }

    /** A path that is misspelt must not compile: the names of properties stand in the model's typed views alone. */
    @Test
    void theServiceReadsDocumentsByTypedViews() {
        noClasses()
                .that(resideInAnyPackage(packages(SERVICE.toArray(String[]::new))))
                .should()
                .callMethodWhere(target(owner(type(Document.class))).and(target(nameMatching(READERS))))
                .check(CLASSES);
    }

    @Test
    void onlyOnePlaceMakesCertificates() {
        noClasses()
                .that(resideOutsideOfPackages(BASE + "fake.tls.."))
                .should()
                .dependOnClassesThat(resideInAPackage("org.bouncycastle.."))
                .check(CLASSES);
    }

    @Test
    void onlyOnePlaceKnowsPrometheus() {
        noClasses()
                .that(resideOutsideOfPackages(BASE + "fake.monitor.."))
                .should()
                .dependOnClassesThat(resideInAPackage("io.prometheus.."))
                .check(CLASSES);
    }

    @Test
    void noCycles() {
        SliceRule rule = slices().matching(BASE + "(**)").should().beFreeOfCycles();
        rule.check(CLASSES);
    }

    private static ArchRule service(String layer) {
        Stream<String> below = SERVICE.stream().limit(SERVICE.indexOf(layer) + 1L);
        Stream<String> beside = switch (layer) {
            case "fake.pools" -> Stream.of("fake.autoscale");
            case "fake.account" -> Stream.of("reasons");
            default -> Stream.of();
        };
        return only(
                layer,
                Stream.concat(Stream.of("fake.model"), Stream.concat(below, beside))
                        .toArray(String[]::new));
    }

    private static ArchRule azure(String layer) {
        String[] above = AZURE.stream()
                .skip(AZURE.indexOf(layer) + 1L)
                .map(name -> BASE + name)
                .toArray(String[]::new);
        return noClasses().that(resideInAPackage(BASE + layer)).should().dependOnClassesThat(resideInAnyPackage(above));
    }

    /** The layer uses these layers and the JDK, nothing else. */
    private static ArchRule belowTheApiOfBlobStorage() {
        String api = BASE + "fake.protocol.blob";
        return noClasses().that(resideInAnyPackage(api + ".*")).should().dependOnClassesThat(resideInAPackage(api));
    }

    private static ArchRule only(String layer, String... below) {
        return classes()
                .that(resideInAPackage(BASE + layer + ".."))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(JDK).or(resideInAnyPackage(packages(below))));
    }

    private static ArchRule never(String layer, String... above) {
        return noClasses()
                .that(resideInAPackage(BASE + layer + ".."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(packages(above)));
    }

    private static String[] packages(String... layers) {
        return Stream.of(layers).map(layer -> BASE + layer + "..").toArray(String[]::new);
    }
}
