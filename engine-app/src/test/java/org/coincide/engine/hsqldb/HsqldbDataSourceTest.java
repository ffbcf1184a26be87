package org.coincide.engine.hsqldb;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HsqldbDataSourceTest {

    @Test
    void anUnsafeDatabaseUrlIsRefusedWithTheMissingOptions() {
        assertThatThrownBy(() -> HsqldbDataSourcePostProcessor.requireSafe("jdbc:hsqldb:file:data/x"))
                .hasMessageContaining("jdbc:hsqldb:file:data/x")
                .hasMessageContaining("Append ;hsqldb.tx=mvcc;hsqldb.write_delay=false");
    }

    @Test
    void onlyWhatIsMissingIsNamed() {
        assertThatThrownBy(() -> HsqldbDataSourcePostProcessor.requireSafe("jdbc:hsqldb:file:data/x;hsqldb.tx=mvcc"))
                .hasMessageEndingWith("Append ;hsqldb.write_delay=false");
    }

    @Test
    void theOptionsMayStandInAnyOrderAndCase() {
        assertThatCode(() -> HsqldbDataSourcePostProcessor.requireSafe(
                        "jdbc:hsqldb:file:x;HSQLDB.WRITE_DELAY=false;hsqldb.tx=MVCC"))
                .doesNotThrowAnyException();
    }
}
