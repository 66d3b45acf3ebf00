package io.github.batchbench.azure;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A place where settings are found.
 *
 * @param title for people, such as {@code environment}
 * @param lookup the value of a setting by its name, null for one that is not set
 */
public record SettingSource(String title, UnaryOperator<@Nullable String> lookup) {
    /** The environment of this process. */
    public static final SettingSource ENVIRONMENT = new SettingSource("environment", System::getenv);

    /** The system properties; one is the name in lower case with dots, such as {@code azure.batch.account}. */
    public static final SettingSource SYSTEM_PROPERTIES = new SettingSource(
            "system property",
            name -> System.getProperty(name.toLowerCase(Locale.ROOT).replace('_', '.')));

    /**
     * A file of lines {@code NAME=value}, with the environment's names.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    public static SettingSource file(Path file) {
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            settings.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            // The message could quote a line, and so a key.
            throw new IllegalArgumentException("The file of settings " + file + " cannot be read: "
                    + unreadable.getClass().getSimpleName() + ".");
        }
        return new SettingSource("file " + file, settings::getProperty);
    }
}
