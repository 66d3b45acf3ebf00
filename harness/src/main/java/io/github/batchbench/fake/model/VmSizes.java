package io.github.batchbench.fake.model;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sizes of virtual machines and their cores, from the list beside this class. */
public final class VmSizes {
    /** What a pool of cloud services is made of, with the cores; no virtual machine is called so. */
    private static final Map<String, Integer> CLOUD_SERVICES = Map.ofEntries(
            Map.entry("extrasmall", 1),
            Map.entry("small", 1),
            Map.entry("medium", 2),
            Map.entry("large", 4),
            Map.entry("extralarge", 8),
            Map.entry("a5", 2),
            Map.entry("a6", 4),
            Map.entry("a7", 8),
            Map.entry("a8", 8),
            Map.entry("a9", 16),
            Map.entry("a10", 8),
            Map.entry("a11", 16));

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

    /** The sizes that only pools of cloud services may have, sorted by name. */
    public static List<VmSize> ofCloudServices() {
        return CLOUD_SERVICES.entrySet().stream()
                .map(size -> new VmSize(size.getKey(), size.getValue()))
                .sorted(Comparator.comparing(VmSize::name))
                .toList();
    }

    /** The size of this name, in whatever case. Of one that is not on the list, which a rule may be lifted for, a core is counted. */
    public static VmSize of(String name) {
        String size = name.toLowerCase(Locale.ROOT);
        return new VmSize(size, cores(size).orElse(CLOUD_SERVICES.getOrDefault(size, 1)));
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
        return CLOUD_SERVICES.containsKey(name.toLowerCase(Locale.ROOT))
                || cores(name).isPresent();
    }
}
