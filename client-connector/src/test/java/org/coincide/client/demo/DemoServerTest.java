package org.coincide.client.demo;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoServerTest {

    @TempDir
    private Path root;

    @Test
    void aServerThatEndsAtOnceIsReportedWithItsLog() throws IOException {
        Files.createDirectories(root.resolve("engine-app/target"));
        Files.writeString(root.resolve("engine-app/target/engine-app-0.jar"), "no archive");
        var server = DemoServer.start(root, root.resolve("target/chaos"), settings(), List.of());

        assertThatExceptionOfType(DemoException.class)
                .isThrownBy(server::awaitReady)
                .withMessageContaining("target/chaos/server.log")
                .withMessageContaining("engine-app-0.jar");
    }

    /** Port 0, at which no server answers. */
    private static DemoSettings settings() {
        var properties = new Properties();
        properties.setProperty("demo.server.management.port", "0");
        return DemoSettings.of(properties);
    }
}
