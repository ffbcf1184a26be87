package org.coincide.engine.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.coincide.engine.startup.StartupException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountSecretsTest {

    @TempDir
    Path directory;

    private final Map<String, String> configuration = new HashMap<>();
    private final List<String> people = new ArrayList<>();
    private Path file;

    @BeforeEach
    void theFileIsInTheDataDirectory() {
        file = directory.resolve("data/accounts.properties");
    }

    @Test
    void theFirstStartMakesAnAccountForEveryone() throws IOException {
        AccountSecrets secrets = open("acme", "globex");

        assertThat(Files.readAllLines(file))
                .contains("operator.name=operator", "broker.server.name=coincide.server")
                .contains("operator.password=" + secrets.operator().password())
                .contains("broker.server.password=" + secrets.server().password())
                .contains("carrier.name=coincide.carrier", "bank.name=coincide.bank", "provider.name=coincide.provider")
                .contains("carrier.password=" + secrets.carrier().password())
                .contains("bank.password=" + secrets.bank().password())
                .contains("provider.password=" + secrets.provider().password())
                .contains("client.acme.secret=" + secrets.ofClient("acme"))
                .contains("client.globex.secret=" + secrets.ofClient("globex"));
        assertThat(List.of(
                        secrets.operator().password(),
                        secrets.server().password(),
                        secrets.carrier().password(),
                        secrets.bank().password(),
                        secrets.provider().password(),
                        secrets.ofClient("acme"),
                        secrets.ofClient("globex")))
                .doesNotHaveDuplicates()
                .allMatch(secret -> secret.length() == 32);
    }

    @Test
    void onlyItsOwnerCanReadTheFile() throws IOException {
        open("acme");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.list(file.getParent())).containsExactly(file);
    }

    @Test
    void aLaterStartKeepsEverySecret() throws IOException {
        String secret = open("acme").ofClient("acme");
        String text = Files.readString(file);

        assertThat(open("acme").ofClient("acme")).isEqualTo(secret);
        assertThat(file).hasContent(text);
    }

    @Test
    void aNewClientIsAddedAndNothingElseChanges() throws IOException {
        open("acme");
        Files.writeString(file, Files.readString(file) + "# our own note");
        String before = Files.readString(file);

        String secret = open("acme", "globex").ofClient("globex");

        assertThat(file).hasContent(before + "\nclient.globex.secret=" + secret + "\n");
    }

    @Test
    void whomTheSettingsNameGetsAPassword() throws IOException {
        people.add("wanda");

        String password = open("acme").ofPerson("wanda");

        assertThat(Files.readAllLines(file)).contains("person.wanda.password=" + password);
        assertThat(open("acme").ofPerson("wanda")).isEqualTo(password);
    }

    @Test
    void theOperatorsNameIsReserved() {
        people.add("operator");

        assertThatThrownBy(() -> open("acme"))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("coincide.people contains operator");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-r-----", "rw----r--", "rw--w----"})
    void aFileThatOthersCanReadIsRefused(String permissions) throws IOException {
        open("acme");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(() -> open("acme"))
                .isInstanceOfSatisfying(StartupException.class, refused -> assertThat(refused.action())
                        .contains("chmod 600 " + file));
    }

    @Test
    void aFileThatCannotBeReadIsRefused() throws IOException {
        Files.createDirectories(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertThatThrownBy(() -> open("acme"))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void aFileThatCannotBeWrittenIsRefused() throws IOException {
        Files.writeString(directory.resolve("data"), "a file where the directory should be");

        assertThatThrownBy(() -> open("acme"))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void anEmptyPasswordIsRefused() throws IOException {
        open("acme");
        Files.writeString(file, Files.readString(file).replaceAll("operator.password=.*", "operator.password= "));

        assertThatThrownBy(() -> open("acme"))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("operator.password");

        configuration.put("client.acme.secret", "");
        Files.delete(file);
        assertThatThrownBy(() -> open("acme"))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("client.acme.secret");
    }

    @Test
    void theConfigurationWinsAndIsNotWrittenDown() throws IOException {
        open("acme");
        configuration.put("client.acme.secret", "from the environment");
        configuration.put("operator.name", "olga");

        AccountSecrets secrets = open("acme");

        assertThat(secrets.ofClient("acme")).isEqualTo("from the environment");
        assertThat(secrets.operator().name()).isEqualTo("olga");
        assertThat(Files.readString(file)).doesNotContain("from the environment", "olga");
    }

    @Test
    void noFileIsNeededWhereTheConfigurationHasAll() {
        for (String key : List.of(
                "operator.name",
                "operator.password",
                "broker.server.name",
                "broker.server.password",
                "carrier.name",
                "carrier.password",
                "bank.name",
                "bank.password",
                "provider.name",
                "provider.password",
                "client.acme.secret")) {
            configuration.put(key, "given as " + key);
        }
        configuration.put("operator.password", "Given-as-1");
        open("acme");

        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"broker.server.name", "carrier.name", "bank.name", "provider.name"})
    void aClientsNameIsReserved(String key) {
        configuration.put(key, "acme");

        assertThatThrownBy(() -> open("acme"))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining(key)
                .hasMessageContaining("the client acme");
    }

    @ParameterizedTest
    @ValueSource(strings = {"short-1A", "no-digit-Here", "no-capital-1", "NO-SMALL-1", "noSpecial1", "With-operator-1"})
    void aPasswordThatTheEngineRefusesIsNamed(String weak) {
        configuration.put("operator.password", weak);

        assertThatThrownBy(() -> open("acme"))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("operator.password")
                .hasMessageNotContaining(weak)
                .extracting(refusal -> ((StartupException) refusal).action())
                .asString()
                .contains("coincide.accounts.operator.password", file.toString(), "at least 10 characters");
    }

    @Test
    void theCarrierCannotHaveTheServersName() {
        configuration.put("carrier.name", "coincide.server");

        assertThatThrownBy(() -> open("acme"))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("coincide.server");
    }

    @Test
    void aLoginPrintsWithoutItsPassword() {
        assertThat(new Credentials("olga", "secret")).hasToString("olga");
    }

    private AccountSecrets open(String... clients) {
        return AccountSecrets.open(
                new AccountsFile(file.getParent()), List.of(clients), people, List.of(), configuration::get);
    }
}
