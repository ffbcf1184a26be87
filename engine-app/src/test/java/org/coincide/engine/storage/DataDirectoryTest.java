package org.coincide.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.coincide.engine.startup.StartupException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Preparation of the data directory at the start, and its lock. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class DataDirectoryTest {

    @TempDir
    Path folder;

    private Path data;

    @BeforeEach
    void chooseDirectory() throws IOException {
        data = folder.toRealPath().resolve("parent/data");
    }

    @Test
    void aNewDirectoryIsForItsOwnerOnly() throws IOException {
        try (DataDirectory directory = open()) {
            directory.create("server");
            assertThat(mode(data)).isEqualTo("rwx------");
            assertThat(mode(data.resolve("server"))).isEqualTo("rwx------");
            assertThat(mode(data.resolve("server.lock"))).isEqualTo("rw-------");
        }
    }

    @Test
    void widerPermissionsAreRemovedAtTheStart() throws IOException {
        Path file =
                Files.createFile(Files.createDirectories(data.resolve("server")).resolve("coincide.data"));
        Path other = Files.createFile(data.resolve("notes.txt"));
        setMode("rwxr-xr-x", data, data.resolve("server"));
        setMode("rw-r--r--", file, other);
        try (DataDirectory directory = open()) {
            assertThat(Stream.of(data, data.resolve("server"), file, other).map(DataDirectoryTest::mode))
                    .containsExactly("rwx------", "rwx------", "rw-------", "rw-r--r--");
            setMode("rwxr-xr-x", data);
            setMode("rw-r--r--", file);
            assertThat(directory.tighten()).containsExactly(data, file);
            assertThat(mode(data)).isEqualTo("rwx------");
        }
    }

    @Test
    void aSecondServerInThisJvmIsRefusedAndLeavesTheLock() throws Exception {
        try (DataDirectory first = open()) {
            assertThatExceptionOfType(StartupException.class)
                    .isThrownBy(this::open)
                    .withMessageContainingAll(
                            "Another server uses the data directory.\n",
                            "Directory: " + data + "\n",
                            "Setting:   coincide.data-directory=" + data + "\n",
                            "Used by:   another server in process "
                                    + ProcessHandle.current().pid());
            assertThat(lockOfAnotherProcess(first.path())).isEqualTo("held");
        }
        assertThat(lockOfAnotherProcess(data)).isEqualTo("free");
        open().close();
    }

    /** As systemd mounts the directory of a service with {@code ProtectSystem=strict}. */
    @Test
    void aWritableMountInsideAReadOnlyOneIsUsed() throws Exception {
        Path outer = Files.createDirectories(data.getParent());
        assumeTrue(succeeds("mount", "-t", "tmpfs", "tmpfs", outer.toString()), "this user may not mount");
        try {
            Files.createDirectories(data);
            assertThat(succeeds("mount", "--bind", data.toString(), data.toString()))
                    .isTrue();
            assertThat(succeeds("mount", "-o", "remount,ro,bind", outer.toString()))
                    .isTrue();
            assertThat(Files.isWritable(outer)).isFalse();

            open().close();
        } finally {
            succeeds("umount", data.toString());
            succeeds("umount", outer.toString());
        }
    }

    @Test
    void aDirectoryThatEveryUserCanWriteIsRefused() throws IOException {
        Files.createDirectories(data);
        setMode("rwxrwxrwx", data);
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(this::open)
                .withMessageContaining("Every user of this machine can write")
                .withMessageContaining("mode rwxrwxrwx")
                .satisfies(refused -> assertThat(refused.action()).contains("mode 700", "coincide.data-directory"));
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void aFileWithoutPermissionIsRefusedWithItsMode() throws IOException {
        assumeTrue(!System.getProperty("user.name").equals("root"), "root has all permissions");
        Path file =
                Files.createFile(Files.createDirectories(data.resolve("server")).resolve("coincide.script"));
        setMode("r--------", file);
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(this::open)
                .withMessageContaining("no permission to read and write")
                .withMessageContaining("File:      " + file)
                .withMessageContaining("mode r--------");
        setMode("rw-------", file);
        open().close();
    }

    @Test
    void aPathThatIsAFileIsRefused() throws IOException {
        Files.createFile(Files.createDirectories(data.getParent()).resolve("data"));
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(this::open)
                .withMessageContaining("The data directory cannot be used.\nDirectory: " + data)
                .withMessageContaining("FileAlreadyExistsException");
    }

    @Test
    void aFullDiskIsRefused() {
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> DataDirectory.open(data.toString(), DataSize.ofTerabytes(1_000_000)))
                .withMessageContaining("The disk of the data directory is full.")
                .withMessageContaining("coincide.storage.min-free=1048576000000 MB")
                .satisfies(refused -> assertThat(refused.action()).startsWith("Free some space"));
        assertThat(data).isEmptyDirectory();
    }

    private DataDirectory open() {
        return DataDirectory.open(data.toString(), DataSize.ofBytes(0));
    }

    /** The state of the lock as another process sees it. */
    private static String lockOfAnotherProcess(Path directory) throws IOException, InterruptedException {
        Process probe = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockProbe.class.getName(),
                        directory.resolve("server.lock").toString())
                .redirectErrorStream(true)
                .start();
        String answer = new String(probe.getInputStream().readAllBytes()).strip();
        assertThat(probe.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return answer;
    }

    /** Prints whether a file is locked. */
    static final class LockProbe {

        private LockProbe() {}

        public static void main(String[] arguments) throws IOException {
            try {
                DirectoryLock.take(Path.of(arguments[0])).close();
                System.out.println("free");
            } catch (DirectoryLock.HeldException held) {
                System.out.println("held");
            }
        }
    }

    private static String mode(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void setMode(String mode, Path... paths) throws IOException {
        for (Path path : paths) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
        }
    }

    private static boolean succeeds(String... command) throws Exception {
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }
}
