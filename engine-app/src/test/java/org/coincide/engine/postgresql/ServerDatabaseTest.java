package org.coincide.engine.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerDatabaseTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.example/coincide",
                "jdbc:postgresql:coincide",
                "jdbc:PostgreSQL://a.example,b.example/coincide?targetServerType=primary"
            })
    void postgresqlIsRecognizedByItsUrl(String url) {
        assertThat(new ServerDatabase(url).isPostgresql()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:hsqldb:file:server", "jdbc:hsqldb:mem:postgresql"})
    void hsqldbIsNotPostgresql(String url) {
        assertThat(new ServerDatabase(url).isPostgresql()).isFalse();
    }
}
