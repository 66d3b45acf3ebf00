package io.github.batchbench.fake.snapshot;

import io.github.batchbench.fake.account.KeptAccount;
import io.github.batchbench.fake.agent.NodeAgent;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.NodeIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of the files of an account's nodes. */
final class FileRows {
    /**
     * A file, folder or link.
     *
     * @param target where a link leads, null for what is none
     */
    private record Entry(
            Type type,
            String permissions,
            Instant modified,
            @Nullable String target) {
        private enum Type {
            FILE,
            FOLDER,
            LINK
        }
    }

    private final StateFile file;
    private final String account;
    private final Path scratch;

    /**
     * Of one account.
     *
     * @param scratch an own folder to copy through
     */
    FileRows(StateFile file, String account, Path scratch) {
        this.file = file;
        this.account = account;
        this.scratch = scratch;
    }

    void write(KeptAccount kept, NodeAgent agent) throws IOException {
        for (NodeIdentity node : nodes(kept)) {
            Path copy = Files.createTempDirectory(scratch, "copy");
            try {
                agent.copyFiles(node, copy);
                write(node.nodeId(), copy);
            } finally {
                delete(copy);
            }
        }
    }

    private static List<NodeIdentity> nodes(KeptAccount kept) {
        return kept.pools().pools().stream()
                .flatMap(pool -> pool.nodes().stream())
                .map(ComputeNode.Kept::identity)
                .toList();
    }

    private void write(String node, Path root) throws IOException {
        for (Path path : below(root)) {
            PosixFileAttributes about =
                    Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            Entry.Type type = about.isSymbolicLink()
                    ? Entry.Type.LINK
                    : about.isDirectory() ? Entry.Type.FOLDER : Entry.Type.FILE;
            Entry entry = new Entry(
                    type,
                    PosixFilePermissions.toString(about.permissions()),
                    about.lastModifiedTime().toInstant(),
                    about.isSymbolicLink() ? Files.readSymbolicLink(path).toString() : null);
            Long content = type == Entry.Type.FILE ? content(path) : null;
            file.add(StateKind.NODE_FILES, account, node, root.relativize(path).toString(), entry, content);
        }
    }

    private static List<Path> below(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> !path.equals(root)).sorted().toList();
        }
    }

    private @Nullable Long content(Path path) throws IOException {
        if (!Files.isReadable(path)) {
            return null;
        }
        try (InputStream in = Files.newInputStream(path)) {
            return file.contents().add(in);
        }
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Lays everything out for the nodes, before they are provisioned; those that have some. */
    List<NodeIdentity> restore(KeptAccount kept, NodeAgent agent) throws IOException {
        List<NodeIdentity> laidOut = new ArrayList<>();
        Map<String, List<StateRow>> byNode = new HashMap<>();
        for (StateRow row : file.read(StateKind.NODE_FILES, account)) {
            byNode.computeIfAbsent(row.parent(), key -> new ArrayList<>()).add(row);
        }
        for (NodeIdentity node : nodes(kept)) {
            List<StateRow> rows = byNode.get(node.nodeId());
            if (rows != null) {
                restore(agent.prepareFiles(node), rows);
                laidOut.add(node);
            }
        }
        return laidOut;
    }

    private void restore(Path root, List<StateRow> rows) throws IOException {
        for (StateRow row : rows) {
            Path path = root.resolve(row.id()).normalize();
            if (!path.startsWith(root)) {
                throw new SnapshotException("The file " + row.id() + " of the snapshot is outside of its node.");
            }
            restore(path, row.as(Entry.class), row.content());
        }
        // Times last, and those of folders after what is in them.
        for (int i = rows.size() - 1; i >= 0; i--) {
            Entry entry = rows.get(i).as(Entry.class);
            Path path = root.resolve(rows.get(i).id());
            if (entry.type() != Entry.Type.LINK) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(entry.permissions()));
                Files.setLastModifiedTime(path, FileTime.from(entry.modified()));
            }
        }
    }

    private void restore(Path path, Entry entry, @Nullable Long content) throws IOException {
        switch (entry.type()) {
            case FOLDER -> Files.createDirectory(path);
            case LINK -> Files.createSymbolicLink(path, Path.of(Objects.requireNonNull(entry.target())));
            case FILE -> {
                try (OutputStream out = Files.newOutputStream(path)) {
                    if (content != null) {
                        file.contents().write(content, out);
                    }
                }
            }
        }
    }
}
