package io.github.batchbench.benchmarks.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be known of this machine. Neither host nor user name is among it. */
public final class EnvironmentProbe {
    private static final Path GOVERNOR = Path.of("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private EnvironmentProbe() {}

    /** Reads the facts of the machine; those that cannot be read are left out. */
    public static Map<Fact, String> machine() {
        Map<Fact, String> facts = new EnumMap<>(Fact.class);
        cpu().ifPresent(cpu -> facts.put(Fact.CPU, cpu));
        facts.put(Fact.CORES, Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put(Fact.ARCH, System.getProperty("os.arch"));
        facts.put(Fact.OS, System.getProperty("os.name"));
        facts.put(Fact.OS_VERSION, System.getProperty("os.version"));
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            facts.put(Fact.MEMORY, (system.getTotalMemorySize() + (1 << 29)) / (1 << 30) + " GiB");
        }
        firstLine(GOVERNOR).ifPresent(governor -> facts.put(Fact.GOVERNOR, governor));
        return facts;
    }

    private static Optional<String> cpu() {
        if (Files.isReadable(CPU_INFO)) {
            try (Stream<String> lines = Files.lines(CPU_INFO)) {
                return lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst();
            } catch (IOException e) {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER")).or(EnvironmentProbe::macCpu);
    }

    private static Optional<String> macCpu() {
        if (!System.getProperty("os.name").startsWith("Mac")) {
            return Optional.empty();
        }
        try {
            Process sysctl = new ProcessBuilder("sysctl", "-n", "machdep.cpu.brand_string").start();
            try (BufferedReader out = sysctl.inputReader(StandardCharsets.UTF_8)) {
                return Optional.ofNullable(out.readLine());
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> firstLine(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
