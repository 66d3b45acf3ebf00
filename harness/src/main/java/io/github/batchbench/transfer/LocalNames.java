package io.github.batchbench.transfer;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where blobs go in a folder. Blob storage has no folders, so names may clash that differ as blobs: {@code a} and
 * {@code a/b}, {@code a//b} and {@code a/b}, and, on some file systems, {@code A} and {@code a}.
 */
final class LocalNames {
    private final Path root;
    private final Set<String> folders = new HashSet<>();

    private LocalNames(Path root) {
        this.root = root;
    }

    /** A file in the folder for each blob; what is reserved is nobody's. */
    static Map<String, Path> in(Path folder, Collection<String> blobs, String reserved) {
        LocalNames names = new LocalNames(folder.toAbsolutePath().normalize());
        List<String> wanted = new ArrayList<>(List.of(reserved));
        for (String blob : blobs) {
            wanted.add(names.inside(blob));
        }
        wanted.forEach(names::addFolders);
        List<String> unique = UniqueNames.of(wanted, names.folders);
        Map<String, Path> files = new TreeMap<>();
        int index = 1;
        for (String blob : blobs) {
            files.put(blob, names.root.resolve(unique.get(index++)));
        }
        return files;
    }

    private String inside(String blob) {
        try {
            Path file = root.resolve(blob).normalize();
            if (file.startsWith(root) && !file.equals(root)) {
                return root.relativize(file).toString();
            }
        } catch (InvalidPathException noName) {
            throw new TransferException("The blob's name is none that a file can have here: " + blob);
        }
        throw new TransferException("The blob's name leads out of the folder: " + blob);
    }

    private void addFolders(String file) {
        for (Path folder = Path.of(file).getParent(); folder != null; folder = folder.getParent()) {
            folders.add(folder.toString().toLowerCase(Locale.ROOT));
        }
    }
}
