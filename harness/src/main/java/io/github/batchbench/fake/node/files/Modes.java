package io.github.batchbench.fake.node.files;

import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** File modes as Linux writes them. */
public final class Modes {
    private static final int REGULAR = 0100000;
    private static final int DIRECTORY = 0040000;
    private static final List<PosixFilePermission> BITS = List.of(PosixFilePermission.values());

    private Modes() {}

    /** The permissions of a mode; its other bits are left out. */
    public static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (PosixFilePermission permission : BITS) {
            if ((mode & bit(permission)) != 0) {
                permissions.add(permission);
            }
        }
        return permissions;
    }

    /** The mode of a file or directory, as recorded answers show it: {@code 0o100644}. */
    public static String of(PosixFileAttributes attributes) {
        int mode = attributes.isDirectory() ? DIRECTORY : REGULAR;
        for (PosixFilePermission permission : attributes.permissions()) {
            mode |= bit(permission);
        }
        return "0o" + Integer.toOctalString(mode);
    }

    /** The permissions are declared in the order of their bits, the highest first. */
    private static int bit(PosixFilePermission permission) {
        return 1 << (BITS.size() - 1 - BITS.indexOf(permission));
    }
}
