package io.github.batchbench.junit;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Where the evidence of a test goes: a folder of its own where the build puts what it makes. */
final class EvidencePlace {
    private static final String SETTING = "batchbench.evidence";

    private EvidencePlace() {}

    /** The test's folder, emptied of what an earlier run has left there. */
    static Path prepare(ExtensionContext context) throws IOException {
        Path folder = root(context)
                .resolve(context.getRequiredTestClass().getName())
                .resolve(method(context))
                .toAbsolutePath();
        if (Files.exists(folder)) {
            delete(folder);
        }
        return Files.createDirectories(folder);
    }

    /** The test as build tools select it. */
    static String test(ExtensionContext context) {
        return context.getRequiredTestClass().getName() + "#"
                + context.getRequiredTestMethod().getName();
    }

    /** What runs it again. */
    static String reproduce(ExtensionContext context) {
        String switched = TestTarget.of(context) == TestTarget.LIVE ? " -D" + TestTarget.SWITCH + "=live" : "";
        return Files.exists(Path.of("pom.xml"))
                ? "mvn test -Dtest='" + test(context) + "' -Dsurefire.failIfNoSpecifiedTests=false" + switched
                : "gradle test --tests '" + test(context).replace('#', '.') + "'" + switched;
    }

    private static Path root(ExtensionContext context) {
        return Optional.ofNullable(System.getProperty(SETTING))
                .or(() -> context.getConfigurationParameter(SETTING))
                .map(Path::of)
                .orElseGet(() -> Stream.of("target", "build")
                        .map(Path::of)
                        .filter(Files::isDirectory)
                        .findFirst()
                        .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")))
                        .resolve("batchbench-evidence"));
    }

    /** Each invocation of a method has its own. */
    private static String method(ExtensionContext context) {
        String id = context.getUniqueId();
        int number = id.lastIndexOf("invocation:#");
        String name = context.getRequiredTestMethod().getName();
        return number < 0 ? name : name + "-" + id.substring(number + "invocation:#".length(), id.length() - 1);
    }

    static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, IOException trouble) throws IOException {
                Files.delete(emptied);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
