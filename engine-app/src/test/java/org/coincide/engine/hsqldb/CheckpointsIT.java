package org.coincide.engine.hsqldb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.coincide.engine.support.OnHsqldb;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Checkpoints during nested transactions. */
@OnHsqldb
@ActiveProfiles("engine-alone")
@SpringBootTest(classes = EngineOnlyConfiguration.class, webEnvironment = WebEnvironment.NONE)
@ImportAutoConfiguration(TransactionManagerCustomizationAutoConfiguration.class)
@Import(CheckpointListener.class)
@EnableConfigurationProperties(CheckpointProperties.class)
class CheckpointsIT {

    private static final int CALLERS = 6;
    private static final int ROUNDS = 60;

    @Autowired
    private CheckpointListener checkpoints;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private JdbcClient jdbc;

    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

    @AfterEach
    void end() {
        callers.shutdownNow();
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aCheckpointNeverWaitsForATransactionThatWaitsForIt() throws Exception {
        jdbc.sql("CREATE TABLE kept (id VARCHAR(40) PRIMARY KEY)").update();
        List<Future<Void>> work = IntStream.range(0, CALLERS)
                .mapToObj(caller -> callers.submit(keeping(caller)))
                .toList();
        int made = 0;
        while (work.stream().anyMatch(each -> !each.isDone())) {
            made += checkpoints.checkpoint() ? 1 : 0;
        }
        for (Future<Void> each : work) {
            each.get();
        }
        assertThat(made).isPositive();
        assertThat(jdbc.sql("SELECT COUNT(*) FROM kept").query(Integer.class).single())
                .isEqualTo(2 * CALLERS * ROUNDS);
    }

    @Test
    void theDatabaseMakesNoneByItself() {
        assertThat(HsqldbDataSourcePostProcessor.setting(jdbc, "hsqldb.log_size"))
                .isEqualTo("0");
    }

    private Callable<Void> keeping(int caller) {
        TransactionTemplate outer = new TransactionTemplate(transactions);
        TransactionTemplate within = new TransactionTemplate(transactions);
        within.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return () -> {
            for (int round = 0; round < ROUNDS; round++) {
                String id = caller + "/" + round;
                outer.executeWithoutResult(begun -> {
                    keep(id);
                    within.executeWithoutResult(alsoBegun -> keep(id + "/within"));
                });
            }
            return null;
        };
    }

    private void keep(String id) {
        jdbc.sql("INSERT INTO kept (id) VALUES (?)").param(id).update();
    }
}
