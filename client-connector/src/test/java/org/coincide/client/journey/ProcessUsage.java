package org.coincide.client.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** CPU time and memory of processes, from Linux' {@code /proc}. */
public final class ProcessUsage {

    /** The unit of {@code /proc/*}{@code /stat}, which Linux fixes at a hundredth of a second. */
    private static final long TICK_MILLIS = 10;

    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int ENDED_CHILDREN_USER = 13;
    private static final int ENDED_CHILDREN_SYSTEM = 14;

    private ProcessUsage() {}

    /** CPU time of a process and of all children that have ended or run. */
    public static Duration cpuOfTree(long pid) {
        Duration ended = cpu(pid, List.of(USER, SYSTEM, ENDED_CHILDREN_USER, ENDED_CHILDREN_SYSTEM));
        return ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::children)
                .map(child -> cpuOfTree(child.pid()))
                .reduce(ended, Duration::plus);
    }

    public static Duration cpu(long pid) {
        return cpu(pid, List.of(USER, SYSTEM));
    }

    private static Duration cpu(long pid, List<Integer> fields) {
        String stat = read(pid, "stat");
        // The name of the process, in parentheses, can contain spaces.
        String[] values = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Duration.ofMillis(TICK_MILLIS
                * fields.stream()
                        .mapToLong(field -> Long.parseLong(values[field]))
                        .sum());
    }

    /** Resident memory in megabytes. */
    public static long megabytes(long pid) {
        return read(pid, "status")
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    /** A process that ends meanwhile has used nothing. */
    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), file));
        } catch (IOException ended) {
            if (ProcessHandle.of(pid).isEmpty()) {
                return ") " + "0 ".repeat(ENDED_CHILDREN_SYSTEM + 1);
            }
            throw new UncheckedIOException(ended);
        }
    }
}
