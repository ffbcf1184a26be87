package org.coincide.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.coincide.engine.startup.StartupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class AdapterRequirementsTest {

    @TempDir
    private Path directory;

    @Test
    void aServerWithoutPartnersRefusesToStart(CapturedOutput output) {
        refuse("--coincide.simulation.enabled=false");
        assertThat(output.getAll())
                .contains(
                        "APPLICATION FAILED TO START",
                        "The server has no payment provider: coincide.payment.provider is not set.",
                        "The server has no bank: coincide.payment.bank is not set.",
                        "The server has no carrier: coincide.delivery.carrier is not set.",
                        "set coincide.simulation.enabled=true",
                        "docs/adapters.md");
    }

    @Test
    void aNamedAdapterMustBeOnTheClassPath(CapturedOutput output) {
        refuse("--coincide.simulation.enabled=true", "--coincide.payment.provider=acme");
        assertThat(output.getAll())
                .contains("coincide.payment.provider is \"acme\", but no adapter of this name is on the class path.")
                .doesNotContain("no bank", "no carrier");
    }

    private void refuse(String... settings) {
        SpringApplicationBuilder server = new SpringApplicationBuilder(EngineApplication.class)
                .properties("coincide.data-directory=" + directory, "spring.main.banner-mode=off");
        assertThatThrownBy(() -> server.run(settings)).isInstanceOf(StartupException.class);
        assertThat(directory).isEmptyDirectory();
    }
}
