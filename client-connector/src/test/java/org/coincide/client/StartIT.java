package org.coincide.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.coincide.client.broker.ClientAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** What a person sees who starts the client, rightly or wrongly; and that it ends when told to. */
@ExtendWith(OutputCaptureExtension.class)
class StartIT {

    @TempDir
    Path data;

    @Test
    void withoutASecretItSaysWhatToSet(CapturedOutput output) {
        assertThatException().isThrownBy(this::start);

        assertThat(output).contains("The secret of client acme is not set", "COINCIDE_CLIENT_SECRET");
    }

    @Test
    void anIdThatCannotBeIsRefusedWithWhatToSet(CapturedOutput output) {
        assertThatException().isThrownBy(() -> start("--coincide.client.id=Acme", "--coincide.client.secret=any"));

        assertThat(output).contains("\"Acme\", which is no client identifier", "Set coincide.client.id");
    }

    @Test
    void aLedgerThatACrashCouldTakeEntriesFromIsRefusedWithWhatToAdd(CapturedOutput output) {
        var url = "--spring.datasource.url=jdbc:hsqldb:file:" + data.resolve("ledger") + ";hsqldb.tx=mvcc";
        assertThatException().isThrownBy(() -> start("--coincide.client.secret=any", url));

        assertThat(output)
                .contains("would lose acknowledged entries", "Add to spring.datasource.url: ;hsqldb.write_delay=false");
        assertThat(data.resolve("ledger.script")).doesNotExist();
    }

    @Test
    void aSecretThatTheServerWroteInTheSameFolderIsFound() throws IOException {
        Files.writeString(data.resolve("accounts.properties"), "client.acme.secret=from-the-server\n");
        try (var context = start()) {
            assertThat(context.getBean(ClientAccount.class).secret()).isEqualTo("from-the-server");
        }
        try (var context = start("--coincide.client.secret=given")) {
            assertThat(context.getBean(ClientAccount.class).secret()).isEqualTo("given");
        }
    }

    @Test
    void theSecretIsInNoText() {
        assertThat(new ClientAccount("acme", "hush")).asString().doesNotContain("hush");
    }

    @Test
    @Timeout(60)
    void itEndsSoonThoughTheBrokerNeverCame() {
        var context = start("--coincide.client.secret=any");
        var before = System.nanoTime();

        context.close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
    }

    private ConfigurableApplicationContext start(String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.add("--coincide.data-directory=" + data);
        arguments.add("--coincide.broker.url=failover:(tcp://127.0.0.1:1)?timeout=100");
        return new SpringApplicationBuilder(ClientApplication.class)
                .web(WebApplicationType.NONE)
                .run(arguments.toArray(String[]::new));
    }
}
