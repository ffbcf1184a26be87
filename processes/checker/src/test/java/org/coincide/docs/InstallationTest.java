package org.coincide.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of the installation and the files that the archive has for them. That they work is tested by debian-test.sh. */
class InstallationTest {

    private static final Path DOCUMENT = Path.of("docs/install.md");
    private static final Path PACKAGING = Path.of("engine-app/dist/src/main");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");
    private static final Pattern INSTALLED = Pattern.compile("/opt/coincide/((?:bin|config|docs|systemd)[\\w./-]*)");

    /** Folders of the archive that have another place in the repository. */
    private static final Map<String, Path> ELSEWHERE = Map.of("docs", Path.of("docs"));

    private final Documentation documentation = Documentation.ofThisRepository();

    @Test
    void everyCommandIsValidBash() throws Exception {
        List<String> blocks = BLOCK.matcher(documentation.text(DOCUMENT))
                .results()
                .map(block -> block.group(1))
                .toList();

        assertThat(blocks).hasSizeGreaterThan(10);
        check("bash", String.join("\n", blocks));
    }

    @ParameterizedTest
    @ValueSource(strings = {"coincide-server", "coincide-client", "coincide-backup", "coincide-class-archive"})
    void everyScriptIsValidShell(String script) throws Exception {
        Path file = documentation.root().resolve(PACKAGING).resolve("bin").resolve(script);

        assertThat(file).isExecutable();
        check("sh", Files.readString(file));
    }

    /** The service manager starts it again. A command reports it by itself. */
    @ParameterizedTest
    @CsvSource({
        "coincide-server, --server.port=0, true",
        "coincide-server, check, false",
        "coincide-client, , true",
        "coincide-client, verify, false",
        "coincide-client, --json verify, false"
    })
    void aProgramEndsWhenItsMemoryIsExhausted(String script, String argument, boolean ends, @TempDir Path folder)
            throws Exception {
        Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.createFile(folder.resolve("server.yaml"));
        Files.createFile(folder.resolve("client.yaml"));
        Path file = documentation.root().resolve(PACKAGING).resolve("bin").resolve(script);
        ProcessBuilder start = new ProcessBuilder((file + (argument == null ? "" : " " + argument)).split(" "));
        start.environment()
                .putAll(Map.of(
                        "JAVA_HOME", folder.toString(), "CONFIG_FOLDER", folder.toString(), "JAVA_OPTIONS", "-Xmx2g"));

        Process process = start.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("-Xmx2g");
        assertThat(output.contains("-XX:+ExitOnOutOfMemoryError")).isEqualTo(ends);
    }

    @ParameterizedTest
    @MethodSource("namedFiles")
    void everyNamedFileIsInTheArchive(String file) {
        String folder = file.replaceFirst("/.*", "");
        Path source = ELSEWHERE.getOrDefault(folder, PACKAGING.resolve(folder));

        assertThat(documentation.root().resolve(source).resolve(file.replaceFirst("^[^/]*/?", "")))
                .exists();
    }

    static Stream<String> namedFiles() throws IOException {
        Documentation documentation = Documentation.ofThisRepository();
        StringBuilder texts = new StringBuilder(documentation.text(DOCUMENT));
        try (Stream<Path> units =
                Files.list(documentation.root().resolve(PACKAGING).resolve("systemd"))) {
            for (Path unit : units.toList()) {
                texts.append(Files.readString(unit));
            }
        }
        return INSTALLED
                .matcher(texts)
                .results()
                .map(MatchResult::group)
                .map(path -> path.substring(14))
                .distinct();
    }

    /** Lets the shell read the commands without executing them. */
    private static void check(String shell, String commands) throws Exception {
        Path file = Files.createTempFile("installation", ".sh");
        try {
            Files.writeString(file, commands);
            Process process = new ProcessBuilder(shell, "-n", file.toString())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(process.waitFor()).as(output).isZero();
            assertThat(output).isEmpty();
        } finally {
            Files.delete(file);
        }
    }
}
