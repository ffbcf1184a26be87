package org.coincide.engine.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** Rows that become records. */
class RecordMapperTest {

    private record Line(String tradingId, int lineNumber, Integer handOvers, BigDecimal unitPrice) {}

    private record Timed(Instant recordedAt, TimeUnit timeUnit) {}

    private final JdbcClient jdbc = JdbcClient.create(
            new SimpleDriverDataSource(new org.hsqldb.jdbc.JDBCDriver(), "jdbc:hsqldb:mem:record-mapper", "SA", ""));

    @Test
    void aComponentIsTheColumnWithItsWordsUnderscored() {
        assertThat(line("'t-1' AS trading_id, 7 AS line_number, 2 AS hand_overs, 1.50 AS unit_price"))
                .isEqualTo(new Line("t-1", 7, 2, new BigDecimal("1.50")));
    }

    @Test
    void aMissingValueIsNull() {
        assertThat(
                        line("'t-1' AS trading_id, 7 AS line_number, CAST(NULL AS INTEGER) AS hand_overs, 1.50 AS unit_price")
                                .handOvers())
                .isNull();
    }

    @Test
    void aNumberThatMustBeThereIsNotReplacedByZero() {
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(
                        () -> line(
                                "'t-1' AS trading_id, CAST(NULL AS INTEGER) AS line_number, 2 AS hand_overs, 1.50 AS unit_price"));
    }

    @Test
    void aMissingColumnIsAnError() {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> line("'t-1' AS trading_id, 7 AS line_number, 2 AS hand_overs"))
                .withMessageContaining("unit_price");
    }

    @Test
    void instantsAndConstantsAreRead() {
        assertThat(jdbc.sql(
                                "SELECT TIMESTAMP '2026-11-30 12:00:00' AT TIME ZONE INTERVAL '0:00' HOUR TO MINUTE AS recorded_at,"
                                        + " 'SECONDS' AS time_unit FROM (VALUES (0))")
                        .query(RecordMapper.of(Timed.class))
                        .single())
                .isEqualTo(new Timed(Instant.parse("2026-11-30T12:00:00Z"), TimeUnit.SECONDS));
    }

    private Line line(String columns) {
        return jdbc.sql("SELECT " + columns + " FROM (VALUES (0))")
                .query(RecordMapper.of(Line.class))
                .single();
    }
}
