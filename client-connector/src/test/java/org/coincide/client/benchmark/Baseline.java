package org.coincide.client.benchmark;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * The version with which the benchmark compares, built from the repository's history. The build takes about a minute, and its jars are kept
 * until {@code mvn clean}.
 */
final class Baseline {

    /** The last commit before the cost of a trade was reduced. */
    static final String COMMIT = "5d52f056";

    private static final long BUILD_MINUTES = 10;
    private static final String SERVER = "engine-app";
    private static final String CLIENT = "client-connector";

    /** The jars, or the reason why there are none. */
    sealed interface Result {
        record Built(PackagedVersion.Jars jars) implements Result {}

        record Missing(String reason) implements Result {}
    }

    private final Path repository;
    private final String commit;
    private final Path folder;
    private final Path log;

    /**
     * @param repository the root of the project
     * @param folder the folder of the jars
     */
    Baseline(Path repository, String commit, Path folder) {
        this.repository = repository.toAbsolutePath().normalize();
        this.commit = commit;
        this.folder = folder.toAbsolutePath().normalize();
        this.log = this.folder.resolve("build.log");
    }

    /** Builds the commit, unless it is built already. */
    Result build() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        PackagedVersion.Jars jars =
                new PackagedVersion.Jars(folder.resolve(SERVER + ".jar"), folder.resolve(CLIENT + ".jar"));
        if (Files.exists(jars.server()) && Files.exists(jars.client())) {
            return new Result.Built(jars);
        }
        if (!isSuccess(repository, "git", "cat-file", "-e", commit + "^{commit}")) {
            return new Result.Missing("The repository has no commit " + commit
                    + ", with which to compare. An archive and a shallow clone have no history.");
        }
        Path source = folder.resolve("source");
        FileSystemUtils.deleteRecursively(source);
        boolean built =
                isSuccess(folder, "git", "clone", "-q", "--shared", "--no-checkout", repository.toString(), "source")
                        && isSuccess(source, "git", "checkout", "-q", "--detach", commit)
                        && isSuccess(source, maven());
        if (!built) {
            return new Result.Missing("The baseline " + commit + " cannot be built; see " + relative(log) + ".");
        }
        move(source.resolve(SERVER), jars.server());
        move(source.resolve(CLIENT), jars.client());
        FileSystemUtils.deleteRecursively(source);
        return new Result.Built(jars);
    }

    private static String[] maven() {
        return Stream.of(
                        System.getProperty("maven.executable", "mvn"),
                        "-q",
                        "-B",
                        "-DskipTests",
                        "-DskipChecks",
                        repository(),
                        "-pl",
                        SERVER + "," + CLIENT,
                        "-am",
                        "package")
                .filter(argument -> !argument.isEmpty())
                .toArray(String[]::new);
    }

    /** The local repository of this build. */
    private static String repository() {
        String repository = System.getProperty("maven.repository", "");
        return repository.isEmpty() ? "" : "-Dmaven.repo.local=" + repository;
    }

    private static void move(Path module, Path jar) throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(module.resolve("target"), "*.jar")) {
            for (Path found : jars) {
                Files.move(found, jar, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** A command that does not exist fails, too. */
    private boolean isSuccess(Path directory, String... command) throws InterruptedException {
        try {
            ProcessBuilder builder = new ProcessBuilder(List.of(command))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            Process process = builder.start();
            try {
                return process.waitFor(BUILD_MINUTES, TimeUnit.MINUTES) && process.exitValue() == 0;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException missing) {
            return false;
        }
    }

    private Path relative(Path file) {
        return file.startsWith(repository) ? repository.relativize(file) : file;
    }
}
