package org.coincide.client.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportFolderTest {

    @TempDir
    Path folder;

    @Test
    void aFolderThatCannotBeWrittenPreventsTheStart() throws IOException {
        var file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> ExportFolder.of(file.resolve("removed"), folder, "coincide.retention.export"))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("coincide.retention.export is " + file);
    }

    @Test
    void aFolderThatDoesNotExistIsCreated() {
        var created = folder.resolve("new/removed");

        assertThat(ExportFolder.of(created, folder, "coincide.retention.export"))
                .isEqualTo(created);
        assertThat(created).isDirectory();
    }
}
