package io.github.batchbench.junit;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** What {@link BatchTest} says that a fake begins with. */
final class InitialContent {
    private InitialContent() {}

    /** The settings that the annotation of a class stands for. */
    static ExtensionSettings of(BatchTest declared, Class<?> type) {
        ExtensionSettings settings = ExtensionSettings.of(declared.fake());
        if (!declared.init().isEmpty()) {
            settings = settings.withOptions(options -> options.withInit(file(declared.init(), type)));
        }
        return declared.from().isEmpty()
                ? settings
                : settings.withOptions(options -> options.withFrom(file(declared.from(), type)));
    }

    private static Path file(String name, Class<?> type) {
        URL resource = resource(name, type);
        if (resource != null) {
            if (!resource.getProtocol().equals("file")) {
                throw new ExtensionConfigurationException(
                        "The file '" + name + "' of @BatchTest is inside of an archive,"
                                + " where the files that it names cannot be found: " + resource);
            }
            try {
                return Path.of(resource.toURI());
            } catch (URISyntaxException e) {
                throw new ExtensionConfigurationException("The file of @BatchTest has an odd address: " + resource, e);
            }
        }
        Path file = Path.of(name);
        if (!Files.isRegularFile(file)) {
            throw new ExtensionConfigurationException(
                    "The file '" + name + "' of @BatchTest is neither on the class path, from " + type.getName()
                            + ", nor below " + Path.of("").toAbsolutePath());
        }
        return file;
    }

    /** The annotation may be a parent's, and the file beside that. */
    private static @Nullable URL resource(String name, Class<?> type) {
        URL found = type.getResource(name);
        Class<?> parent = type.getSuperclass();
        return found == null && parent != null ? resource(name, parent) : found;
    }
}
