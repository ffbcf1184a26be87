package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Locks of jobs that a server left behind before its clock was set back. */
@BothDatabases
class JobLocksIT {

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
        void aLockLongerThanAnyLockIsReleased() {
            String sku = goods.product(0, LocalDate.now().plusDays(3));
            ObjectNode order = Goods.order(sku, 2, "tok_ok");
            acme.order(order);
            awaitUntil(() ->
                    assertThat(timers(order, "BoundaryEvent_SupplyOverdue")).hasSize(1));
            String job = timers(order, "BoundaryEvent_SupplyOverdue").get(0);

            jdbc.sql(
                            """
                            UPDATE ACT_RU_JOB SET LOCK_OWNER_ = 'killed',
                            LOCK_EXP_TIME_ = CURRENT_TIMESTAMP + INTERVAL '1' HOUR, REV_ = REV_ + 1 WHERE ID_ = ?""")
                    .param(job)
                    .update();

            awaitUntil(() -> assertThat(count("ACT_RU_JOB WHERE LOCK_EXP_TIME_ IS NULL AND ID_ = '" + job + "'"))
                    .isEqualTo(1));
        }
    }
}
