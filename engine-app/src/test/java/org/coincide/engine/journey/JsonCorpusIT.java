package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;
import org.coincide.engine.journey.MessageEntryPoint.Answer;
import org.coincide.engine.support.JsonCorpus;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.Test;

/**
 * Edge cases of JSON and random mutations of valid messages at each entry point: 100 mutations per entry point in every build, more by {@code mvn -q
 * -Pscenarios verify -Dmutations=10000}, another sequence by {@code -Dseed=}. A valid order closes after each.
 */
@OnHsqldb
@SharedServer
class JsonCorpusIT extends JourneyScenario {

    private static final int MUTATIONS = Integer.getInteger("mutations", 100);
    private static final int AT_ONCE = 500;
    private static final long SEED = Long.getLong("seed", 20261128);
    private static final int FIRST_SERVER_ERROR = 500;

    @Test
    void noEntryPointAcceptsWhatIsNotJson() {
        assertThat(answers(JsonCorpus::invalid, (text, answer) -> answer.isRefused()))
                .isEmpty();
    }

    @Test
    void noEntryPointFailsForOddJson() {
        assertThat(answers(valid -> JsonCorpus.odd(valid).toList(), (text, answer) -> !isFailure(answer)))
                .isEmpty();
    }

    @Test
    void noEntryPointFailsForAMutatedMessage() {
        Random random = new Random(SEED);
        for (int sent = 0; sent < MUTATIONS; sent += AT_ONCE) {
            int count = Math.min(AT_ONCE, MUTATIONS - sent);
            assertThat(answers(
                            valid -> Stream.generate(() -> JsonCorpus.mutated(valid, random))
                                    .limit(count)
                                    .toList(),
                            (text, answer) -> !isFailure(answer)))
                    .isEmpty();
        }
    }

    private static boolean isFailure(Answer answer) {
        return answer.status() >= FIRST_SERVER_ERROR;
    }

    /** Sends texts to each entry point; returns the unexpected answers, by entry point and text. Every message was processed, and the entry points go on. */
    private Map<String, Answer> answers(Function<String, List<String>> corpus, BiPredicate<String, Answer> expected) {
        var first = Orders.ordinary();
        acme.order(first);
        awaitStatuses(first, "COMPLETED/DELIVERED/PAID");
        long newest = jdbc.sql("SELECT COALESCE(MAX(id), 0) FROM dead_letter")
                .query(Long.class)
                .single();
        Map<String, Answer> wrong = new TreeMap<>();
        for (MessageEntryPoint entryPoint :
                new MessageEntryPoints(this, tradingId(first)).all().toList()) {
            List<String> texts = corpus.apply(entryPoint.example().toString());
            List<Answer> answers = entryPoint.send(texts);
            for (int index = 0; index < texts.size(); index++) {
                if (!expected.test(texts.get(index), answers.get(index))) {
                    String text = texts.get(index);
                    wrong.put(entryPoint + " " + text.substring(Math.max(0, text.length() - 60)), answers.get(index));
                }
            }
        }
        // New rows only: older ones make room for them, since a sender has a bounded number of dead letters.
        assertThat(jdbc.sql("SELECT queue, body FROM dead_letter WHERE reason = 'NOT_PROCESSED' AND id > ?")
                        .param(newest)
                        .query((row, index) -> row.getString("queue") + " "
                                + new String(Base64.getDecoder().decode(row.getString("body")), StandardCharsets.UTF_8))
                        .list())
                .isEmpty();
        var last = Orders.ordinary();
        acme.order(last);
        awaitStatuses(last, "COMPLETED/DELIVERED/PAID");
        return wrong;
    }
}
