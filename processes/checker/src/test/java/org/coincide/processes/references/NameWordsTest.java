package org.coincide.processes.references;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameWordsTest {

    @ParameterizedTest
    @CsvSource({
        "Task_CancelConsignment, CancelConsignment",
        "Task_CancelConsignment_Faulty, CancelConsignment",
        "EndEvent_PaymentVoided, PaymentVoided",
        "Task_0abc_def, 0abc_def"
    })
    void theStemEndsBeforeTheSecondUnderscore(String id, String stem) {
        assertThat(NameWords.stem(id)).isEqualTo(stem);
    }
}
