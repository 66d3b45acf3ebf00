package io.github.batchbench.fake.node.containers;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Assignment.Instances;
import io.github.batchbench.fake.model.Document;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which of the node's folders a container has, each under the path that it has on the node: all of them, or those that
 * {@code containerHostBatchBindMounts} lists (documented). A task has a working directory in any case.
 */
final class BindMounts {
    private static final String LIST = "containerHostBatchBindMounts";

    private final Document settings;
    private final Assignment assignment;

    BindMounts(Document settings, Assignment assignment) {
        this.settings = settings;
        this.assignment = assignment;
    }

    /** The options for them; {@code working} is needed although nothing may be mounted there. */
    List<String> options(Path root, Path working, boolean needsWorking) {
        if (!settings.has(LIST)) {
            return List.of("--volume", root + ":" + root);
        }
        // The last of several for the same folder counts: an engine takes only one.
        Map<Path, String> modes = new LinkedHashMap<>();
        for (Document mount : settings.objects(LIST)) {
            String mode = mount.flag("isReadOnly", false) ? ":ro" : "";
            for (Path folder : folders(mount.string("source").orElse(""))) {
                modes.put(root.resolve(folder), mode);
            }
        }
        List<String> options = new ArrayList<>();
        modes.forEach((folder, mode) -> options.addAll(List.of("--volume", folder + ":" + folder + mode)));
        if (needsWorking && modes.keySet().stream().noneMatch(working::startsWith)) {
            options.addAll(List.of("--tmpfs", working.toString()));
        }
        return options;
    }

    private List<Path> folders(String source) {
        Instances instances = assignment.context().instances();
        String preparation = assignment.context().jobPreparationDirectory();
        List<String> names = switch (source.toLowerCase(Locale.ROOT)) {
            // "For multi-instance tasks to share their files": theirs, and the node's (a guess).
            case "shared" -> instances == null ? List.of("shared") : List.of("shared", instances.sharedDirectory());
            case "startup" -> List.of("startup");
            case "vfsmounts" -> List.of("fsmounts");
            case "task" -> List.of(assignment.directory());
            case "jobprep" -> preparation == null ? List.of() : List.of(preparation);
            case "applications" -> List.of("applications");
            default -> List.of();
        };
        return names.stream().map(Path::of).toList();
    }
}
