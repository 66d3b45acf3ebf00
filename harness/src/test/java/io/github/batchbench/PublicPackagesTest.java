package io.github.batchbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.batchbench.fake.model.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is for use outside: three packages for tests, and nothing of the inside shows in a signature. */
class PublicPackagesTest {
    private static final String BASE = "io.github.batchbench.";
    /** A test needs these two and at most one more. */
    private static final Set<String> ALWAYS = Set.of(BASE + "junit", BASE + "assertj");

    private static final Pattern IMPORT =
            Pattern.compile("^import (?:static )?(io\\.github\\.batchbench\\.[a-z.]+)\\.[A-Z].*;", Pattern.MULTILINE);
    private static final Pattern PACKAGE = Pattern.compile("io\\.github\\.batchbench\\.[a-z.]*[a-z](?![A-Za-z.]*`?/)");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.batchbench");

    @Test
    void thePackagesOfTheInsideAreMarked() {
        assertThat(isPublic(CLASSES.get(Document.class))).isFalse();
        assertThat(CLASSES.stream()
                        .filter(PublicPackagesTest::isPublic)
                        .map(JavaClass::getPackageName)
                        .distinct())
                .containsExactlyInAnyOrder(
                        "io.github.batchbench",
                        BASE + "api",
                        BASE + "assertj",
                        BASE + "azure",
                        BASE + "azure.batch",
                        BASE + "azure.blob",
                        BASE + "azure.model",
                        BASE + "azure.waiting",
                        BASE + "fixtures",
                        BASE + "junit",
                        BASE + "simulation",
                        BASE + "transfer");
    }

    @Test
    void theJavadocLeavesOutWhatIsMarked() throws IOException {
        Matcher excluded = Pattern.compile("<excludePackageNames>(.*)</excludePackageNames>")
                .matcher(Files.readString(Path.of("pom.xml")));
        assertThat(excluded.find()).isTrue();
        List<String> names = List.of(excluded.group(1).split(","));

        assertThat(CLASSES.stream().map(JavaClass::getPackageName).distinct().filter(PublicPackagesTest::inside))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(names)
                        .anyMatch(pattern -> pattern.endsWith(".*")
                                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                                : name.equals(pattern)));
        assertThat(names).allMatch(name -> inside(name.endsWith(".*") ? name.replace(".*", ".model") : name));
    }

    @Test
    void noSignatureShowsWhatIsInside() {
        assertThat(CLASSES.stream()
                        .filter(PublicPackagesTest::isPublic)
                        .flatMap(type -> leaks(type).stream())
                        .sorted())
                .isEmpty();
    }

    private static List<String> leaks(JavaClass type) {
        Stream<String> parents = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream())
                .flatMap(parent -> inside(parent, type.getName()));
        Stream<String> members = type.getMembers().stream()
                .filter(member -> isVisible(member) && !isInternal(member))
                .flatMap(member -> types(member).flatMap(used -> inside(used, member.getFullName())));
        return Stream.concat(parents, members).distinct().toList();
    }

    private static Stream<JavaType> types(JavaMember member) {
        if (member instanceof JavaField field) {
            return Stream.of(field.getType());
        }
        JavaCodeUnit method = (JavaCodeUnit) member;
        return Stream.of(
                        Stream.of(method.getReturnType()),
                        method.getParameterTypes().stream(),
                        method.getExceptionTypes().stream().map(JavaType.class::cast))
                .flatMap(types -> types);
    }

    private static Stream<String> inside(JavaType used, String where) {
        return used.getAllInvolvedRawTypes().stream()
                .map(JavaClass::getBaseComponentType)
                .filter(type -> type.getPackageName().startsWith("io.github.batchbench"))
                .filter(type -> !isPublic(type))
                .map(type -> where + " shows " + type.getName());
    }

    private static boolean isPublic(JavaClass type) {
        boolean shown = isVisible(type)
                && type.getEnclosingClass().map(PublicPackagesTest::isPublic).orElse(true);
        return shown && !isInternal(type) && !inside(type.getPackageName());
    }

    private static boolean inside(String packageName) {
        String name = packageName;
        while (name.startsWith(BASE)) {
            if (CLASSES.contain(name + ".package-info") && isInternal(CLASSES.get(name + ".package-info"))) {
                return true;
            }
            name = name.substring(0, name.lastIndexOf('.'));
        }
        return false;
    }

    private static boolean isInternal(HasAnnotations<?> thing) {
        return thing.isAnnotatedWith(Internal.class);
    }

    private static boolean isVisible(HasModifiers thing) {
        return thing.getModifiers().contains(JavaModifier.PUBLIC)
                || thing.getModifiers().contains(JavaModifier.PROTECTED);
    }

    /** The examples that the pages show parts of, and the projects that use the kit as a stranger does. */
    static Stream<Path> testsOfUsers() {
        Stream<Path> examples = files(Path.of("src/test/java/io/github/batchbench/examples"), ".java");
        return Stream.concat(examples, files(Path.of("../.ci/consumers"), ".java"))
                .filter(file -> !file.endsWith("ReadmeTest.java"));
    }

    @ParameterizedTest
    @MethodSource("testsOfUsers")
    void aTestNeedsOnePackageBesideJUnitAndAssertJ(Path file) throws IOException {
        Set<String> imported = new TreeSet<>();
        Matcher imports = IMPORT.matcher(Files.readString(file));
        while (imports.find()) {
            imported.add(imports.group(1));
        }
        imported.removeAll(ALWAYS);
        assertThat(imported).hasSizeLessThanOrEqualTo(1).noneMatch(PublicPackagesTest::inside);
    }

    static Stream<Path> pages() {
        return Stream.concat(Stream.of(Path.of("../README.md")), files(Path.of("../docs"), ".md"))
                .filter(page -> !page.endsWith("ARCHITECTURE.md"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void thePagesNamePublicPackagesOnly(Path page) throws IOException {
        Matcher names = PACKAGE.matcher(Files.readString(page));
        Set<String> named = new TreeSet<>();
        while (names.find()) {
            named.add(names.group());
        }
        assertThat(named).noneMatch(PublicPackagesTest::inside);
    }

    private static Stream<Path> files(Path folder, String ending) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all
                    .filter(file -> file.toString().endsWith(ending))
                    .filter(file -> !file.toString().contains("/target/"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
