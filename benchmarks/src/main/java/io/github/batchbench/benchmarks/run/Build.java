package io.github.batchbench.benchmarks.run;

import io.github.batchbench.benchmarks.report.Fact;
import io.github.batchbench.benchmarks.report.ReportException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** What a jar of benchmarks says of the commit that it was built from. */
final class Build {
    private static final String PROPERTIES = "batchbench-build.properties";

    private Build() {}

    /** Of this program. */
    static Map<Fact, String> own() {
        try (InputStream in = Build.class.getClassLoader().getResourceAsStream(PROPERTIES)) {
            return facts(in);
        } catch (IOException e) {
            return Map.of();
        }
    }

    /**
     * Of another jar; nothing if it is of another project.
     *
     * @throws ReportException if it is no jar with JMH in it
     */
    static Map<Fact, String> of(Path jar) {
        if (!Files.isRegularFile(jar)) {
            throw new ReportException(jar + ": there is no such file");
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            if (file.getEntry("org/openjdk/jmh/Main.class") == null) {
                throw new ReportException(jar + ": not a jar of JMH benchmarks: it has no org.openjdk.jmh.Main");
            }
            ZipEntry entry = file.getEntry(PROPERTIES);
            return entry == null ? Map.of() : facts(file.getInputStream(entry));
        } catch (IOException e) {
            throw new ReportException(jar + ": cannot be read as a jar: " + e.getMessage(), e);
        }
    }

    private static Map<Fact, String> facts(@org.jspecify.annotations.Nullable InputStream in) throws IOException {
        Map<Fact, String> facts = new EnumMap<>(Fact.class);
        if (in == null) {
            return facts;
        }
        Properties properties = new Properties();
        properties.load(in);
        put(facts, Fact.COMMIT, properties, "git.commit.id.abbrev");
        put(facts, Fact.DIRTY, properties, "git.dirty");
        put(facts, Fact.VERSION, properties, "git.build.version");
        return facts;
    }

    private static void put(Map<Fact, String> facts, Fact fact, Properties properties, String name) {
        String value = properties.getProperty(name, "");
        if (!value.isEmpty()) {
            facts.put(fact, value);
        }
    }
}
