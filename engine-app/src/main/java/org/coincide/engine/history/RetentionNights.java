package org.coincide.engine.history;

import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The last night in which a node removed old rows. Two nodes that remove the same rows would export each of them twice. */
@Repository
class RetentionNights {

    private final JdbcClient jdbc;

    RetentionNights(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Claims a night for this node; returns false if another node has. A later night than the next one is of a clock that was ahead. */
    @Transactional
    boolean claim(LocalDate night) {
        return jdbc.sql("UPDATE retention_night SET night = ? WHERE night < ? OR night > ?")
                        .params(night, night, night.plusDays(1))
                        .update()
                == 1;
    }
}
