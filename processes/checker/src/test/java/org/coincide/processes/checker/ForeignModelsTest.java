package org.coincide.processes.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.coincide.processes.model.CheckLimits;
import org.coincide.processes.model.Finding;
import org.coincide.processes.paths.PathChecker;
import org.coincide.processes.support.DeclaredServer;
import org.coincide.processes.support.Models;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that nobody made for this server: each of {@code attacks} is refused by its name, without a fetch and in a bounded time. The long
 * form reads a folder of public models, {@code -Dforeign.models=FOLDER}.
 */
class ForeignModelsTest {

    private static final Path ATTACKS = Path.of("src/test/resources/attacks");
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int LONGEST_TEXT = 5_002;
    private static final long MAX_MEMORY = 1L << 30;

    /** Few enough states for thousands of models. */
    private static final CheckLimits LIMITS =
            CheckLimits.DEFAULT.withMaxStates(5_000).withMaxTime(Duration.ofSeconds(10));

    private static final ModelChecker CHECKER = new ModelChecker(LIMITS, DeclaredServer.INTERFACE);
    private static final ProxySelector BEFORE = ProxySelector.getDefault();
    private static final ConcurrentLinkedQueue<URI> FETCHED = new ConcurrentLinkedQueue<>();

    /** Records the address of each connection that a library of the JDK opens. */
    private static final class Recorder extends ProxySelector {

        @Override
        public List<Proxy> select(URI address) {
            FETCHED.add(address);
            return List.of(Proxy.NO_PROXY);
        }

        @Override
        public void connectFailed(URI address, SocketAddress socket, IOException failure) {
            FETCHED.add(address);
        }
    }

    @BeforeAll
    static void record() {
        ProxySelector.setDefault(new Recorder());
    }

    @AfterAll
    static void restore() {
        ProxySelector.setDefault(BEFORE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void anAttackIsRefusedByItsName(String file) throws IOException {
        var content = Files.readAllBytes(ATTACKS.resolve(file));
        var hostname = Files.exists(Path.of("/etc/hostname")) ? Files.readString(Path.of("/etc/hostname")) : "";

        var report = assertTimeoutPreemptively(LONGEST, () -> CHECKER.check(with(file, content), List.of()));

        assertThat(FETCHED).isEmpty();
        // A form or a table that no process names is never shown, and never evaluated.
        if (file.endsWith(".bpmn")) {
            assertThat(report.errors()).extracting(Finding::file).contains(file);
        }
        assertThat(report.errors()).extracting(Finding::advice).allSatisfy(advice -> assertThat(advice)
                .hasSizeLessThan(LONGEST_TEXT));
        if (!hostname.isBlank()) {
            assertThat(report.errors())
                    .extracting(Finding::toString)
                    .noneMatch(text -> text.contains(hostname.strip()));
        }
    }

    static Stream<String> anAttackIsRefusedByItsName() throws IOException {
        try (var files = Files.list(ATTACKS)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    /** Found in public models, which BPMN's schema accepts. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<bpmn:task id='A'><bpmn:outgoing>B</bpmn:outgoing></bpmn:task>"
                        + "<bpmn:association id='B' sourceRef='A' targetRef='A' />",
                "<bpmn:task id='A' /><bpmn:sequenceFlow id='F' sourceRef='A' targetRef='D' />"
                        + "<bpmn:dataObject id='D' />",
                "<bpmn:boundaryEvent id='A' attachedToRef='B' />"
            })
    void aReferenceToAnotherKindIsNamed(String elements) {
        var model = "<?xml version='1.0' encoding='UTF-8'?><bpmn:definitions id='D0' targetNamespace='urn:test'"
                + " xmlns:bpmn='http://www.omg.org/spec/BPMN/20100524/MODEL'>"
                + "<bpmn:process id='p' isExecutable='true'>" + elements + "</bpmn:process></bpmn:definitions>";

        var report = CHECKER.check(Map.of("p.bpmn", model.getBytes(StandardCharsets.UTF_8)), List.of());

        assertThat(report.errors()).extracting(Finding::advice).anySatisfy(advice -> assertThat(advice)
                .startsWith("refers to ")
                .endsWith("; connect it again"));
        assertThat(report.errors())
                .extracting(Finding::advice)
                .noneMatch(advice -> advice.contains("cannot be checked"));
    }

    @Test
    @EnabledIfSystemProperty(named = "foreign.models", matches = ".+")
    void aPublicModelIsRefusedOrCheckedInABoundedTime() throws IOException {
        Map<String, String> wrong = new TreeMap<>();
        List<Path> files;
        try (var all = Files.walk(Path.of(System.getProperty("foreign.models")))) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        int accepted = 0;
        int readable = 0;
        int failed = 0;
        long slowest = 0;
        Path slowestFile = null;
        for (var file : files) {
            var name = file.getFileName().toString();
            var begin = System.nanoTime();
            try {
                var content = Files.readAllBytes(file);
                var report = assertTimeoutPreemptively(LONGEST, () -> CHECKER.check(Map.of(name, content), List.of()));
                accepted += report.isAccepted() ? 1 : 0;
                failed += report.errors().stream()
                                .anyMatch(finding -> finding.advice().contains("cannot be checked"))
                        ? 1
                        : 0;
                readable += assertTimeoutPreemptively(LONGEST, () -> explored(name, content)) ? 1 : 0;
            } catch (Throwable failure) {
                wrong.put(file.toString(), failure.toString());
            }
            var time = System.nanoTime() - begin;
            if (time > slowest) {
                slowest = time;
                slowestFile = file;
            }
        }
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        System.out.printf(
                "PUBLIC MODELS: %d files, %d readable, %d accepted, %d refused for a failure of the check; slowest %d ms (%s); peak heap %d MB; fetched %s%n",
                files.size(), readable, accepted, failed, slowest / 1_000_000, slowestFile, peak >> 20, FETCHED);
        assertThat(wrong).isEmpty();
        assertThat(FETCHED).isEmpty();
        assertThat(peak).isLessThan(MAX_MEMORY);
    }

    /** Explores the paths of a file that breaks conventions, which the check itself does not do. */
    private static boolean explored(String name, byte[] content) {
        List<Finding> unreadable = new ArrayList<>();
        var models = ModelSetReader.read(Map.of(name, content), LIMITS, unreadable);
        if (!unreadable.isEmpty() || models.processes().isEmpty()) {
            return unreadable.isEmpty();
        }
        try {
            PathChecker.check(models, DeclaredServer.INTERFACE, LIMITS, 20);
        } catch (RuntimeException | StackOverflowError refused) {
            // The check refuses such a model, and names the failure.
            return true;
        }
        return true;
    }

    private static Map<String, byte[]> with(String file, byte[] content) {
        Map<String, byte[]> files = Models.files();
        files.put(file, content);
        return files;
    }
}
