package org.coincide.engine.hsqldb;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ErrorCodesTest {

    @Test
    void aUniqueViolationIsNotReadAsAForeignKeyByTheEngine() {
        SQLException words = ErrorCodeTranslator.asH2Error(new SQLException(
                "integrity constraint violation: unique constraint or index violation ; ACT_UNIQ_VARIABLE table: X",
                "23505",
                -104));
        assertThat(words.getErrorCode()).isEqualTo(23505);
        assertThat(words.getMessage()).isEqualTo("unique constraint or index violation ; ACT_UNIQ_VARIABLE table: X");
    }

    @Test
    void bothKindsOfForeignKeyViolationHaveTheCodeOfH2() {
        for (String state : new String[] {"23503", "23504"}) {
            SQLException words = ErrorCodeTranslator.asH2Error(
                    new SQLException("integrity constraint violation: foreign key", state, -177));
            assertThat(words.getSQLState()).isEqualTo("23506");
            assertThat(words.getErrorCode()).isEqualTo(23506);
        }
    }

    @Test
    void aTransactionThatWasRolledBackHasTheDeadlockCode() {
        SQLException words = ErrorCodeTranslator.asH2Error(new SQLException("transaction rollback", "40001", -4861));
        assertThat(words.getSQLState()).isEqualTo("40001");
        assertThat(words.getErrorCode()).isEqualTo(40001);
    }

    @Test
    void codesThatTheEngineDoesNotReadAreUnchanged() {
        SQLException syntax = new SQLException("unexpected token", "42581", -5581);
        assertThat((Throwable) ErrorCodeTranslator.asH2Error(syntax)).isSameAs(syntax);
    }

    @Test
    void theExceptionOfTheDatabaseIsTheCause() {
        SQLException tooLong = new SQLException("data exception: string data, right truncation", "22001", -3401);
        assertThat((Throwable) ErrorCodeTranslator.asH2Error(tooLong))
                .hasCause(tooLong)
                .hasMessageStartingWith("Value too long");
    }
}
