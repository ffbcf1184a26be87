package org.coincide.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FigureTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sql_per_trade",
                "commits_per_trade",
                "trades_vs_baseline",
                "cpu_vs_baseline",
                "latency_p50_ms",
                "latency_p99_ms",
                "idle_sql_per_second",
                "rate_100k_vs_1k",
                "relay_vs_modulith",
                "client_batch_vs_single",
                "end_to_end_vs_engine"
            })
    void programsFindAFigureByItsName(String name) {
        assertThat(Arrays.stream(Figure.values()).map(figure -> figure.on("hsqldb")))
                .contains(name + ".hsqldb");
    }

    @ParameterizedTest
    @CsvSource({"postgresql,2.4,false", "postgresql,2.5,true", "hsqldb,2.4,true", "hsqldb,1.9,false"})
    void aMinimumDependsOnTheDatabase(String database, double value, boolean holds) {
        assertThat(Figure.TRADES_VS_BASELINE.bound(database).orElseThrow().holds(value))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({"50,true", "50.1,false"})
    void aMaximumHoldsForBothDatabases(double value, boolean holds) {
        Figure.DATABASES.forEach(database -> assertThat(
                        Figure.LATENCY_P99_MS.bound(database).orElseThrow().holds(value))
                .isEqualTo(holds));
    }

    @ParameterizedTest
    @CsvSource({"0.456,0.46", "12.345,12.3", "390.4,390", "'12345.6','12,346'"})
    void aValueIsShownWithThreeDigits(BigDecimal value, String text) {
        assertThat(Figure.text(value)).isEqualTo(text);
    }

    @Test
    void postgresqlAloneHasProcessesOfItsOwn() {
        assertThat(Figure.DATABASE_CPU_MS_PER_TRADE.exists("postgresql")).isTrue();
        assertThat(Figure.DATABASE_CPU_MS_PER_TRADE.exists("hsqldb")).isFalse();
    }
}
