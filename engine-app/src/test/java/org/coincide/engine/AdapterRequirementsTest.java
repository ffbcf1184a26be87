package org.coincide.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.coincide.engine.startup.StartupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;

class AdapterRequirementsTest {

    @TempDir
    private Path directory;

    @Test
    void aServerWithoutPartnersRefusesToStart() {
        StartupException refusal = refusal("--coincide.simulation.enabled=false");
        assertThat(refusal)
                .hasMessage("The server has no payment provider: coincide.payment.provider is not set."
                        + " The server has no bank: coincide.payment.bank is not set."
                        + " The server has no carrier: coincide.delivery.carrier is not set.");
        assertThat(refusal.action()).contains("coincide.simulation.enabled=true", "docs/adapters.md");
    }

    @Test
    void aNamedAdapterMustBeOnTheClassPath() {
        assertThat(refusal("--coincide.simulation.enabled=true", "--coincide.payment.provider=acme"))
                .hasMessage("The server has no payment provider: coincide.payment.provider is \"acme\","
                        + " but no adapter of this name is on the class path.");
    }

    private StartupException refusal(String... settings) {
        SpringApplicationBuilder server = new SpringApplicationBuilder(EngineApplication.class)
                .properties("coincide.data-directory=" + directory, "spring.main.banner-mode=off");
        StartupException refusal = catchThrowableOfType(StartupException.class, () -> server.run(settings));
        assertThat(files()).as("no database, no store and no accounts").containsExactly("server.lock");
        return refusal;
    }

    private List<String> files() {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
