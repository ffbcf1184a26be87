package org.coincide.engine.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import org.coincide.engine.deadletters.DeadLetters.Origin;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class DeadLettersTest {

    private static final String QUEUE = "trading.orders";
    private static final DataSize LARGE = DataSize.ofMegabytes(1);

    @Test
    void aSenderReplacesOnlyItsOwnOldestLetters() {
        DeadLetters letters = DeadLettersDatabase.create(3, LARGE);
        add(letters, "globex", "g1", 10);
        add(letters, null, "n1", 10);
        for (int i = 1; i <= 5; i++) {
            add(letters, "acme", "a" + i, 10);
        }
        assertThat(letters.newest(10, 0))
                .extracting(DeadLetter::messageId)
                .containsExactly("a5", "a4", "a3", "n1", "g1");
    }

    @Test
    void theSizeOfASendersLettersIsBounded() {
        DeadLetters letters = DeadLettersDatabase.create(100, DataSize.ofBytes(1_000));
        add(letters, "acme", "first", 600);
        add(letters, "acme", "second", 600);
        assertThat(letters.newest(10, 0)).extracting(DeadLetter::messageId).containsExactly("second");

        add(letters, "acme", "too large, but the only one", 5_000);
        assertThat(letters.newest(10, 0))
                .extracting(DeadLetter::messageId)
                .containsExactly("too large, but the only one");
    }

    @Test
    void aLetterIsStoredOnceAndReadAsReceived() {
        DeadLetters letters = DeadLettersDatabase.create(100, LARGE);
        byte[] body = {0, -1, 13, 127};
        letters.add(new Origin(QUEUE, "acme", "m", null, null), "MALFORMED_BODY", "x".repeat(2_000), body);
        letters.add(new Origin(QUEUE, "acme", "m", null, null), "MALFORMED_BODY", "again", body);

        assertThat(letters.count()).isOne();
        long id = letters.newest(1, 0).get(0).id();
        assertThat(letters.body(id)).hasValue(body);
        assertThat(letters.remove(id)).isTrue();
        assertThat(letters.remove(id)).isFalse();
        assertThat(letters.body(id)).isEmpty();
    }

    @Test
    void onlyTheFirstMegabyteOfABodyIsKept() {
        DeadLetters letters = DeadLettersDatabase.create(100, LARGE);
        add(letters, "acme", "m", 3 << 20);

        DeadLetter letter = letters.newest(1, 0).get(0);
        assertThat(letter.bodySize()).isEqualTo(3 << 20);
        assertThat(letters.body(letter.id()).orElseThrow()).hasSize(1 << 20);
    }

    private static void add(DeadLetters letters, String sender, String messageId, int size) {
        letters.add(
                new Origin(QUEUE, sender, messageId, null, null),
                "MALFORMED_BODY",
                "The body is broken.",
                new byte[size]);
    }
}
