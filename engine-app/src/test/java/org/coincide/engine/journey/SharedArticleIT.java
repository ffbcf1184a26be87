package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.coincide.engine.stock.Stock;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

/** Two orders of the same article, of which one is still at work when the other is done. */
@BothDatabases
class SharedArticleIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    abstract static class OnEachDatabase extends JourneyScenario {

        private final Goods goods = new Goods(this);

        @Test
        void anOrderDoesNotWaitForAnotherOrderOfItsArticle() {
            String sku = goods.product(10, null);
            inTransaction(() -> {
                assertThat(reserved(sku)).isEqualTo(1);
                meanwhile(() -> assertThat(reserved(sku)).isEqualTo(1));
            });
            inTransaction(() -> {
                bean(Stock.class).take(piece(sku));
                meanwhile(() -> bean(Stock.class).take(piece(sku)));
            });
            assertThat(count("stock WHERE on_hand = 8 AND reserved = 0 AND sku = '" + sku + "'"))
                    .isEqualTo(1);
        }

        @Test
        void theSecondOrderForTheLastPieceIsRepeatedAndGetsNone() {
            String sku = goods.product(1, null);
            assertThatThrownBy(() -> inTransaction(() -> {
                        assertThat(reserved(sku)).isEqualTo(1);
                        meanwhile(() -> assertThat(reserved(sku)).isEqualTo(1));
                    }))
                    .isInstanceOf(OptimisticLockingException.class)
                    .hasMessageContaining(sku);
            inTransaction(() -> assertThat(reserved(sku)).isZero());
            assertThat(count("stock WHERE on_hand = 1 AND reserved = 1 AND sku = '" + sku + "'"))
                    .isEqualTo(1);
        }

        private int reserved(String sku) {
            return bean(Stock.class).reserveAvailable(piece(sku)).getOrDefault(sku, 0);
        }

        private static TreeMap<String, Integer> piece(String sku) {
            return new TreeMap<>(Map.of(sku, 1));
        }

        /** Commits in another transaction, and waits for it. */
        private void meanwhile(Runnable work) {
            CompletableFuture.runAsync(() -> inTransaction(work))
                    .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
        }

        private void inTransaction(Runnable work) {
            bean(TransactionOperations.class).executeWithoutResult(status -> work.run());
        }
    }
}
