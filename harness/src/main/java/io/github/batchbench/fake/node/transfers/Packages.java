package io.github.batchbench.fake.node.transfers;

import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.model.ApplicationPackage;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.model.FailureInfo.Category;
import io.github.batchbench.fake.model.FailureInfo.Detail;
import io.github.batchbench.fake.node.failure.NodeFailureException;
import io.github.batchbench.fake.node.files.Modes;
import io.github.batchbench.fake.node.files.NewFolder;
import io.github.batchbench.fake.node.files.TaskFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Unpacks application packages on a node, each once, below {@code applications}, and names their folders to tasks: as
 * {@code AZ_BATCH_APP_PACKAGE_id_version}, and without the version if it is the default one or none was asked for. On
 * Linux nodes the names are in lower case with underscores for {@code -}, {@code .} and {@code #} (documented).
 */
public final class Packages {
    private static final int EXECUTABLE = 0770;
    private static final String VARIABLE = "AZ_BATCH_APP_PACKAGE_";

    private final TaskFiles files;
    private final Object lock;
    private final PackageSource source;

    /**
     * The packages of a node.
     *
     * @param lock is held while one is unpacked, so that the next task finds it done
     */
    public Packages(TaskFiles files, Object lock, PackageSource source) {
        this.files = files;
        this.lock = lock;
        this.source = source;
    }

    /** Unpacks what is referred to and is not there yet; gives the variables for tasks. */
    public Map<String, String> install(List<Document> references) throws NodeFailureException {
        Map<String, String> variables = new LinkedHashMap<>();
        for (Document reference : references) {
            String id = plainId(reference.string("applicationId").orElse(""));
            Optional<String> version = reference.string("version");
            ApplicationPackage found = source.find(id, version)
                    .orElseThrow(() -> failure(id, version.orElse("default"), "There is no such package."));
            String folder = unpack(found).toString();
            variables.put(VARIABLE + variable(id) + "_" + variable(found.version()), folder);
            if (version.isEmpty() || found.standard()) {
                variables.put(VARIABLE + variable(id), folder);
            }
        }
        return variables;
    }

    /** The same, with what went wrong as an outcome. */
    public Outcome tryInstall(List<Document> references) {
        try {
            install(references);
            return Outcome.exited(0);
        } catch (NodeFailureException e) {
            return Outcome.notStarted(e.info(), Outcome.Stage.PRE_PROCESSING);
        }
    }

    /** The last part of an id that is qualified with subscription, resource group and account. */
    private static String plainId(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    private static String variable(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-.#]", "_");
    }

    private Path unpack(ApplicationPackage found) throws NodeFailureException {
        Path folder = Path.of("applications", found.applicationId() + found.version());
        synchronized (lock) {
            try {
                if (files.attributes(folder).isEmpty()) {
                    try (NewFolder fresh = files.createFolder();
                            InputStream zip = found.zip().open()) {
                        // A zip need not say what may be executed; a resource file may be, too (a guess).
                        fresh.unzip(zip, Modes.permissions(EXECUTABLE));
                        fresh.place(folder);
                    }
                }
                return files.root().resolve(folder);
            } catch (IOException | IllegalArgumentException e) {
                throw failure(found.applicationId(), found.version(), String.valueOf(e.getMessage()));
            }
        }
    }

    /** The code is documented, the wording a guess. */
    private static NodeFailureException failure(String id, String version, String why) {
        return new NodeFailureException(new FailureInfo(
                Category.USER_ERROR,
                "ApplicationPackageError",
                "One of the specified application packages could not be installed",
                List.of(new Detail("ApplicationId", id), new Detail("Version", version), new Detail("Message", why))));
    }
}
