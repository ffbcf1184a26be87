package org.coincide.client.journey;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system in memory that can be filled. Needs the right to mount; without it, a test is skipped and says so. */
final class SmallDisk implements AutoCloseable {

    private static final byte[] BLOCK = new byte[1 << 16];

    private final Path path;

    private SmallDisk(Path path) {
        this.path = path;
    }

    static SmallDisk mounted(Path path, int megabytes) {
        try {
            Files.createDirectories(path);
            boolean mounted =
                    run("mount", "-t", "tmpfs", "-o", "mode=700,size=" + megabytes + "m", "tmpfs", path.toString())
                            == 0;
            if (!mounted) {
                System.out.println("SKIPPED: this user may not mount a small file system, so no disk can be filled.");
            }
            assumeTrue(mounted, "this user may not mount a file system");
            return new SmallDisk(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path() {
        return path;
    }

    /** Fills the disk to the last block. */
    void fill() throws IOException {
        try (OutputStream filler = Files.newOutputStream(path.resolve("filler"))) {
            while (true) {
                filler.write(BLOCK);
            }
        } catch (IOException full) {
            if (path.toFile().getUsableSpace() > BLOCK.length) {
                throw full;
            }
        }
    }

    /** Frees the space. */
    void free() throws IOException {
        Files.delete(path.resolve("filler"));
    }

    void remount(String mode) throws IOException {
        if (run("mount", "-o", "remount," + mode, path.toString()) != 0) {
            throw new IOException("cannot remount " + path);
        }
    }

    private static int run(String... command) throws IOException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        run("umount", path.toString());
    }
}
