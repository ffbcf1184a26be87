package org.coincide.client.web.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginFileTest {

    @TempDir
    private Path data;

    @Test
    void theFirstStartGeneratesAPasswordForTheOwnerOnly() throws IOException {
        var account = file().readOrCreate("ledger");

        assertThat(account.password()).hasSize(24);
        assertThat(Files.getPosixFilePermissions(path())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(file().readOrCreate("ledger")).isEqualTo(account);
        assertThat(file().read()).contains(account);
        assertThat(account.toString()).doesNotContain(account.password());
        assertThat(new LoginFile(data, "globex").readOrCreate("ledger").password())
                .isNotEqualTo(account.password());
    }

    @Test
    void anotherUserKeepsThePassword() throws IOException {
        file().readOrCreate("ledger");
        Files.writeString(path(), "user=ledger\npassword=back\\\\slash and space\n");

        var renamed = file().readOrCreate("joe");

        assertThat(renamed).isEqualTo(new LocalAccount("joe", "back\\slash and space"));
        assertThat(file().read()).contains(renamed);
    }

    @Test
    void aFileThatOthersCanReadIsRefused() throws IOException {
        file().readOrCreate("ledger");
        Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> file().read())
                .isInstanceOfSatisfying(LoginFileException.class, refusal -> assertThat(refusal.action())
                        .startsWith("Run: chmod 600 " + path()));
    }

    @Test
    void aFileWithoutAPasswordIsRefused() throws IOException {
        file().readOrCreate("ledger");
        Files.writeString(path(), "user=ledger\n");

        assertThatThrownBy(() -> file().readOrCreate("ledger"))
                .isInstanceOf(LoginFileException.class)
                .hasMessageContaining("no value for password");
    }

    private LoginFile file() {
        return new LoginFile(data, "acme");
    }

    private Path path() {
        return data.resolve("client-acme").resolve("login.properties").toAbsolutePath();
    }
}
