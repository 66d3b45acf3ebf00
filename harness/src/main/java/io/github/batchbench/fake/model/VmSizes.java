package io.github.batchbench.fake.model;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sizes of virtual machines and their cores, from the list beside this class. */
public final class VmSizes {
    /** What a pool of cloud services is made of; no virtual machine is called so. */
    private static final Set<String> OF_CLOUD_SERVICES =
            Set.of("extrasmall", "small", "medium", "large", "extralarge", "a5", "a6", "a7", "a8", "a9", "a10", "a11");

    private static final Pattern CONSTRAINED = Pattern.compile("(standard_[a-z]+\\d+)-(\\d+)([a-z]*(?:_.+)?)");
    private static final String PROMOTION = "_promo";
    private static final Map<String, Integer> CORES = read();

    private VmSizes() {}

    private static Map<String, Integer> read() {
        Map<String, Integer> cores = new HashMap<>();
        Facts.lines("model/vm-sizes.txt").forEach(line -> add(line.split(" ", -1), cores));
        return Map.copyOf(cores);
    }

    private static void add(String[] words, Map<String, Integer> cores) {
        if (words[0].contains("=")) {
            for (String word : words) {
                int equals = word.indexOf('=');
                cores.put(word.substring(0, equals), Integer.valueOf(word.substring(equals + 1)));
            }
            return;
        }
        for (int i = 1; i < words.length; i++) {
            cores.put(words[0].replace("#", words[i]), Integer.valueOf(words[i]));
        }
    }

    /** All sizes of the list, sorted by name; those that follow from others are not among them. */
    public static List<VmSize> all() {
        return CORES.entrySet().stream()
                .map(size -> new VmSize(size.getKey(), size.getValue()))
                .sorted(Comparator.comparing(VmSize::name))
                .toList();
    }

    /** The cores of a size, in whatever case its name is; empty if no virtual machine has this size. */
    public static OptionalInt cores(String name) {
        String size = name.toLowerCase(Locale.ROOT);
        if (size.endsWith(PROMOTION)) {
            size = size.substring(0, size.length() - PROMOTION.length());
        }
        Integer known = CORES.get(size);
        if (known != null) {
            return OptionalInt.of(known);
        }
        Matcher constrained = CONSTRAINED.matcher(size);
        if (constrained.matches()) {
            Integer all = CORES.get(constrained.group(1) + constrained.group(3));
            int left = Integer.parseInt(constrained.group(2));
            return all != null && left < all ? OptionalInt.of(left) : OptionalInt.empty();
        }
        return OptionalInt.empty();
    }

    /** Whether a pool of cloud services may be of this size. */
    public static boolean isOfCloudServices(String name) {
        return OF_CLOUD_SERVICES.contains(name.toLowerCase(Locale.ROOT))
                || cores(name).isPresent();
    }
}
