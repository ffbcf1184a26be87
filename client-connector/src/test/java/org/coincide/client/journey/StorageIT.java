package org.coincide.client.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The stored data of both programs: a second writer, and the permissions of other users. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class StorageIT {

    private static TestSystem system;

    @BeforeAll
    static void start() {
        system = TestSystem.of(StorageIT.class);
        system.startWith(system.acme);
    }

    @AfterAll
    static void end() {
        system.close();
    }

    @Test
    void aSecondServerOnAPausedServersDataIsRefused() throws IOException {
        var data = system.server.dataDirectory();
        var second = new PackagedServer(
                ApplicationJars::server, system.folder, logs("second"), Map.of("coincide.simulation.enabled", "true"));
        system.server.process().pause();
        Map<Path, String> before = files(data.resolve("server"), data.resolve("broker"));

        second.launch();

        assertThat(second.process().exitCode()).isNotZero();
        assertThat(files(data.resolve("server"), data.resolve("broker"))).isEqualTo(before);
        system.server.process().resume();
        assertThat(second.output())
                .contains("Another server uses the data directory.\n")
                .containsPattern("Directory: .*/data\n")
                .containsPattern("Setting:   coincide.data-directory=.*/data\n")
                .containsPattern("Used by:   process \\d+\n")
                .contains("Stop the other server, or set coincide.data-directory to another directory.\n");
        placeAndAwaitClosed();
    }

    @Test
    void aSecondClientOnAPausedClientsDataIsRefused() throws IOException {
        var data = system.server.dataDirectory().resolve("client-acme");
        var second = new PackagedClient("acme", system.folder, logs("second"), system.server.brokerAddress(), Map.of());
        system.acme.process().pause();
        Map<Path, String> before = files(data);

        second.launch();

        assertThat(second.process().exitCode()).isNotZero();
        assertThat(files(data)).isEqualTo(before);
        system.acme.process().resume();
        assertThat(second.output())
                .contains("Another process uses this client's ledger.\n")
                .containsPattern("Folder:    .*/data/client-acme\n")
                .containsPattern("Used by:   process \\d+\n")
                .contains("Stop the other client-connector, or set coincide.data-directory to another folder.\n");
        placeAndAwaitClosed();
    }

    @Test
    void onlyTheOwnerHasPermissionsOnStoredFiles() {
        await().untilAsserted(() -> {
            try (Stream<Path> files = Files.walk(system.server.dataDirectory())) {
                assertThat(files).hasSizeGreaterThan(15).allSatisfy(file -> assertThat(mode(file))
                        .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
            }
        });
    }

    private static void placeAndAwaitClosed() throws IOException {
        var order = OrderKind.ORDINARY.order();
        var reference = order.get("orderReference").asText();
        assertThat(system.acme.place(order.toString()).statusCode()).isEqualTo(202);
        await().atMost(JavaProcess.PATIENCE).untilAsserted(() -> assertThat(system.acme
                        .trade(system.acme.order(reference).path("tradingId").asText())
                        .path("closed")
                        .asBoolean())
                .isTrue());
    }

    private static Path logs(String name) throws IOException {
        return Files.createDirectories(system.folder.resolve(name));
    }

    /** Size and time of change of each file. */
    private static Map<Path, String> files(Path... directories) throws IOException {
        Map<Path, String> found = new TreeMap<>();
        for (var directory : directories) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    found.put(file, Files.size(file) + " " + Files.getLastModifiedTime(file));
                }
            }
        }
        return found;
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
