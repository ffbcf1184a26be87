package org.coincide.engine.hsqldb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.coincide.engine.support.CapturedLog;
import org.coincide.engine.support.Database;
import org.coincide.engine.support.Databases;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/** Life cycle of a database file: created, left, opened again. */
class HsqldbFileIT {

    private static final String WAITING = "waiting";

    @TempDir
    private Path directory;

    @Test
    void aSecondStartContinuesWithTheExistingFile() {
        Database database = Databases.hsqldbIn(directory);
        try (var first = start(database)) {
            deployAndStartOne(first);
        }
        try (var second = start(database)) {
            var tasks = second.getBean(ProcessEngine.class).getTaskService();
            tasks.complete(tasks.createTaskQuery().singleResult().getId());
            assertThat(second.getBean(ProcessEngine.class)
                            .getHistoryService()
                            .createHistoricProcessInstanceQuery()
                            .finished()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void theEndOfTheApplicationIsTheEndOfTheDatabase() throws IOException {
        try (var application = start(Databases.hsqldbIn(directory))) {
            deployAndStartOne(application);
            assertThat(directory.resolve("server/coincide.lck")).exists();
        }
        assertThat(directory.resolve("server/coincide.lck")).doesNotExist();
        assertThat(Files.readString(directory.resolve("server/coincide.properties")))
                .contains("modified=no");
    }

    @Test
    void acknowledgedCommitsSurviveWithoutAShutdown() throws IOException {
        Path copy = directory.resolve("copy");
        try (var application = start(Databases.hsqldbIn(directory))) {
            deployAndStartOne(application);
            FileSystemUtils.copyRecursively(directory.resolve("server"), copy.resolve("server"));
            Files.delete(copy.resolve("server/coincide.lck"));
        }
        try (var restarted = start(Databases.hsqldbIn(copy))) {
            assertThat(restarted
                            .getBean(ProcessEngine.class)
                            .getRuntimeService()
                            .createProcessInstanceQuery()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void theTablesOfTheServerMayBeThereBeforeThoseOfTheEngine() {
        Database database = Databases.hsqldbIn(directory);
        Flyway.configure()
                .dataSource(database.url(), database.username(), database.password())
                .locations("classpath:db/engine-alone")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
        try (var application = start(database)) {
            deployAndStartOne(application);
            assertThat(notes(application)).isZero();
        }
    }

    @Test
    void schemaDropRemovesAllTablesOfTheEngine() throws SQLException {
        Database database = Databases.hsqldbIn(directory);
        start(database, "--camunda.bpm.database.schema-update=create-drop").close();
        try (var connection = DriverManager.getConnection(database.url(), database.username(), database.password());
                var tables = connection.getMetaData().getTables(null, "PUBLIC", "ACT\\_%", null)) {
            assertThat(tables.next()).isFalse();
            connection.createStatement().execute("SHUTDOWN");
        }
    }

    @Test
    void withoutTheSafeOptionsNothingStartsOrIsCreated() {
        Database unsafe =
                new Database("jdbc:hsqldb:file:" + directory.resolve("server/coincide") + ";hsqldb.tx=mvcc", "SA", "");
        try (CapturedLog log = CapturedLog.of("org.coincide.engine.startup")) {
            assertThatThrownBy(() -> start(unsafe)).rootCause().isInstanceOf(UnsafeHsqldbException.class);
            assertThat(String.join("\n", log.messages()))
                    .contains("The server did not start.")
                    .contains("Append ;hsqldb.write_delay=false");
        }
        assertThat(directory.resolve("server")).doesNotExist();
    }

    @Test
    void aDatabaseThatWasCreatedUnsafeIsMadeSafe() throws SQLException {
        Path file = directory.resolve("server/coincide");
        try (var connection = DriverManager.getConnection("jdbc:hsqldb:file:" + file, "SA", "")) {
            connection.createStatement().execute("SHUTDOWN");
        }
        try (var application = start(Databases.hsqldbIn(directory))) {
            JdbcClient database = application.getBean(JdbcClient.class);
            assertThat(List.of("hsqldb.tx", "hsqldb.write_delay"))
                    .extracting(setting -> HsqldbDataSourcePostProcessor.setting(database, setting))
                    .containsExactly("MVCC", "false");
        }
    }

    @Test
    void theRowsInMemoryOfAnOldDatabaseFollowTheHeap() throws SQLException {
        Path file = directory.resolve("server/coincide");
        try (var connection = DriverManager.getConnection("jdbc:hsqldb:file:" + file, "SA", "")) {
            connection.createStatement().execute("SET FILES CACHE SIZE 1000000");
            connection.createStatement().execute("SHUTDOWN");
        }
        try (var application = start(Databases.hsqldbIn(directory))) {
            long expected = application
                    .getBean(RowCacheProperties.class)
                    .kilobytes(Runtime.getRuntime().maxMemory());
            assertThat(HsqldbDataSourcePostProcessor.setting(
                            application.getBean(JdbcClient.class), "hsqldb.cache_size"))
                    .isEqualTo(String.valueOf(expected));
        }
    }

    private static void deployAndStartOne(ConfigurableApplicationContext application) {
        ProcessEngine engine = application.getBean(ProcessEngine.class);
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "waiting.bpmn",
                        Bpmn.createExecutableProcess(WAITING)
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .userTask()
                                .endEvent()
                                .done())
                .deploy();
        engine.getRuntimeService().startProcessInstanceByKey(WAITING);
    }

    private static int notes(ConfigurableApplicationContext application) {
        return application
                .getBean(JdbcClient.class)
                .sql("SELECT COUNT(*) FROM note")
                .query(Integer.class)
                .single();
    }

    private static ConfigurableApplicationContext start(Database database, String... arguments) {
        return new SpringApplicationBuilder(EngineOnlyConfiguration.class)
                .web(WebApplicationType.NONE)
                .profiles("engine-alone")
                .run(Stream.concat(
                                Stream.of(
                                        "--spring.datasource.url=" + database.url(),
                                        "--spring.datasource.username=" + database.username(),
                                        "--spring.datasource.password=" + database.password()),
                                Stream.of(arguments))
                        .toArray(String[]::new));
    }
}
