package io.github.batchbench.junit;

import io.github.batchbench.api.Application;
import io.github.batchbench.api.NodeTask;
import io.github.batchbench.api.StagedFile;
import io.github.batchbench.api.TestContainer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Where the content of what is staged comes from. */
final class Contents {
    private final String name;
    private final byte[] bytes;

    private Contents(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    static Contents of(WithStagedFile with, ExtensionContext context) {
        long sources = Stream.of(with.text(), with.resource(), with.file())
                .filter(source -> !source.isEmpty())
                .count();
        if (sources > 1) {
            throw new ExtensionConfigurationException("The content of @WithStagedFile(\"" + with.value()
                    + "\") is said more than once: keep one of text, resource and file.");
        }
        if (!with.resource().isEmpty()) {
            return new Contents(with.value(), resource(context.getRequiredTestClass(), with.resource()));
        }
        return new Contents(
                with.value(), with.file().isEmpty() ? with.text().getBytes(StandardCharsets.UTF_8) : file(with.file()));
    }

    static Application of(WithApplication with) {
        return with.value().isEmpty() ? NodeTask.jar() : Application.of(Path.of(with.value()));
    }

    StagedFile stage(TestContainer container) {
        return container.stage(name, bytes);
    }

    private static byte[] resource(Class<?> testClass, String name) {
        try (InputStream in = testClass.getResourceAsStream(name)) {
            if (in == null) {
                throw new ExtensionConfigurationException("There is no resource " + name + " beside "
                        + testClass.getName() + "; one from the root of the class path begins with a slash.");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] file(String name) {
        try {
            return Files.readAllBytes(Path.of(name));
        } catch (IOException e) {
            throw new ExtensionConfigurationException(
                    "Cannot read the file " + Path.of(name).toAbsolutePath() + ".", e);
        }
    }
}
