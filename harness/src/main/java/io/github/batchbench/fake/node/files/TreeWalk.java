package io.github.batchbench.fake.node.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A walk through all that lies below a folder, with one folder open at a time however deep it goes: the way up is the
 * folder's own, and must lead to where the walk came from.
 */
final class TreeWalk {
    /** What Linux takes in one call: what lies deeper cannot be asked for. */
    private static final int LONGEST_PATH = 4095;

    /** Sees everything once. */
    @FunctionalInterface
    interface Visitor {
        /**
         * Sees something; of a link, what is known of the link.
         *
         * @param folder where it lies, relative to the root
         * @return whether the walk goes into it, should it be a folder
         */
        boolean visit(Path folder, Path name, PosixFileAttributes attributes) throws IOException;
    }

    private record Level(Path path, Object key, Deque<Path> due) {}

    private final Visitor visitor;
    private final Deque<Level> levels = new ArrayDeque<>();

    private TreeWalk(Visitor visitor) {
        this.visitor = visitor;
    }

    /** Walks; a folder that is closed to us, or that moves away meanwhile, is left out. */
    static void from(Folder start, Path path, Visitor visitor) throws IOException {
        new TreeWalk(visitor).run(start, path);
    }

    private void run(Folder start, Path path) throws IOException {
        Folder current = start;
        try {
            levels.push(level(current, path));
            while (!levels.isEmpty()) {
                Level level = levels.peek();
                Path name = level.due().poll();
                Folder next = name == null ? up(current) : down(current, level, name);
                if (next != null) {
                    current.close();
                    current = next;
                }
            }
        } finally {
            current.close();
        }
    }

    private @Nullable Folder down(Folder current, Level level, Path name) throws IOException {
        Folder child;
        try {
            child = current.enter(name);
        } catch (FileSystemException e) {
            return null;
        }
        boolean entered = false;
        try {
            levels.push(level(child, level.path().resolve(name)));
            entered = true;
            return child;
        } catch (FileSystemException e) {
            return null;
        } finally {
            if (!entered) {
                child.close();
            }
        }
    }

    private @Nullable Folder up(Folder current) throws IOException {
        levels.pop();
        Level above = levels.peek();
        if (above == null) {
            return null;
        }
        Folder folder = current.up();
        try {
            if (!folder.key().equals(above.key())) {
                // It was moved to another place: what is left of the walk cannot be found from here.
                levels.clear();
            }
        } catch (IOException e) {
            folder.close();
            throw e;
        }
        return folder;
    }

    /** Null if it is gone meanwhile. */
    private static @Nullable PosixFileAttributes attributes(Folder folder, Path name) throws IOException {
        try {
            return folder.attributes(name);
        } catch (NoSuchFileException gone) {
            return null;
        }
    }

    private Level level(Folder folder, Path path) throws IOException {
        Deque<Path> due = new ArrayDeque<>();
        boolean tooLong = path.toString().length() > LONGEST_PATH;
        for (Path name : tooLong ? List.<Path>of() : folder.names()) {
            PosixFileAttributes attributes = attributes(folder, name);
            if (attributes != null && visitor.visit(path, name, attributes) && attributes.isDirectory()) {
                due.add(name);
            }
        }
        return new Level(path, folder.key(), due);
    }
}
