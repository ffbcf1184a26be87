package org.coincide.engine.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import org.coincide.engine.accounts.CoincideProperties;
import org.coincide.engine.startup.StartupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RemovedRowsFileTest {

    @TempDir
    Path folder;

    @Test
    void aFolderThatCannotBeWrittenPreventsTheStart() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> exportingTo(file.resolve("removed")))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("coincide.retention.export")
                .hasMessageContaining(file.toString());
    }

    @Test
    void noOtherAccountCanReadTheRemovedRows() throws IOException {
        try (var rows = exportingTo(folder).append("journal")) {
            rows.add(Map.of("id", 1));
        }

        try (var files = Files.list(folder)) {
            assertThat(Files.getPosixFilePermissions(files.findFirst().orElseThrow()))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static RemovedRowsFile exportingTo(Path export) {
        var properties = new Binder(new MapConfigurationPropertySource(Map.of("x.export", export.toString())))
                .bind("x", RetentionProperties.class)
                .get();
        return new RemovedRowsFile(properties, mock(CoincideProperties.class), new ObjectMapper(), Clock.systemUTC());
    }
}
