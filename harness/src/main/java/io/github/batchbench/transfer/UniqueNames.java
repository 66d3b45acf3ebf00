package io.github.batchbench.transfer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Keeps files of the same name apart: {@code a/x.txt} and {@code b/x.txt} become {@code x.txt} and {@code x-2.txt}. */
public final class UniqueNames {
    private UniqueNames() {}

    /**
     * A name for each file, in order. The first of a name keeps it. Names that differ only in case count as the same,
     * since some file systems think so.
     */
    public static List<String> of(List<String> names) {
        return of(names, Set.of());
    }

    /**
     * The same, where some names are nobody's.
     *
     * @param reserved in small letters
     */
    static List<String> of(List<String> names, Set<String> reserved) {
        Set<String> taken = new HashSet<>(reserved);
        names.forEach(name -> taken.add(key(name)));
        Set<String> used = new HashSet<>(reserved);
        List<String> unique = new ArrayList<>();
        for (String name : names) {
            String free = name;
            int number = 2;
            while (used.contains(key(free)) || (number > 2 && taken.contains(key(free)))) {
                free = numbered(name, number++);
            }
            used.add(key(free));
            unique.add(free);
        }
        return unique;
    }

    private static String numbered(String name, int number) {
        int dot = name.lastIndexOf('.');
        int at = dot > 0 ? dot : name.length();
        return name.substring(0, at) + "-" + number + name.substring(at);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
