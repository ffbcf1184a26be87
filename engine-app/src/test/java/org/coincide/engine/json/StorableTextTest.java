package org.coincide.engine.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Characters that cannot be stored, raw and as escape sequences of JSON. */
class StorableTextTest {

    private static final String NUL = Character.toString(0);
    private static final String HIGH = Character.toString((char) 0xD83D);
    private static final String LOW = Character.toString((char) 0xDE00);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"a\":\"b\"}",
                "\\ud83d\\ude00",
                "\\uD83D\\uDE00",
                "\\\\u0000",
                "\\\\ud83d",
                "\\\\\\\\u0000",
                "\\u00",
                "\\uzzzz",
                "\\",
                "\\n\\u0001"
            })
    void aStorableTextHasNoInvalidCharacter(String text) {
        assertThat(StorableText.firstInvalid(text)).isEmpty();
        assertThat(StorableText.firstInvalid(HIGH + LOW + text + HIGH + LOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ab\\u0000, 3",
        "\\ud83d, 1",
        "a\\ude00, 2",
        "\\ud83dx\\ude00, 1",
        "\\ud83d\\ud83d\\ude00, 1",
        "\\ud83d\\\\ude00, 1",
        "\\\\\\u0000, 3"
    })
    void anInvalidEscapeIsFoundAtItsPosition(String text, int position) {
        assertThat(StorableText.firstInvalid(text)).hasValue(position);
    }

    @Test
    void anInvalidCharacterIsFoundAtItsPosition() {
        assertThat(StorableText.firstInvalid("a" + NUL)).hasValue(2);
        assertThat(StorableText.firstInvalid(HIGH + "a")).hasValue(1);
        assertThat(StorableText.firstInvalid("a" + LOW)).hasValue(2);
        assertThat(StorableText.firstInvalid(HIGH + "\\ude00")).isEmpty();
    }

    @Test
    void aTextIsShortenedByCodePoints() {
        assertThat(StorableText.shortened((HIGH + LOW).repeat(3), 2)).isEqualTo((HIGH + LOW).repeat(2));
        assertThat(StorableText.shortened("ab", 2)).isEqualTo("ab");
        assertThat(StorableText.shortened(null, 2)).isNull();
    }
}
