package org.coincide.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecisionRecordsTest {

    private static final Pattern TITLE = Pattern.compile("\\A# (\\d+)\\. (.+)\\n");
    private static final int WORDS_OF_A_TITLE = 8;

    private final Documentation documentation = Documentation.ofThisRepository();
    private final List<DecisionRecord> records = documentation.pages().stream()
            .filter(page -> page.toString().matches("docs/adr/\\d.*"))
            .map(page -> new DecisionRecord(page, documentation.text(page)))
            .sorted()
            .toList();

    @Test
    void theNumbersHaveNoGaps() {
        assertThat(records.stream().map(DecisionRecord::number))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, records.size()).boxed().toList());
    }

    @Test
    void aTitleIsShort() {
        assertThat(records).isNotEmpty().allSatisfy(decision -> assertThat(
                        decision.title().split(" "))
                .hasSizeLessThanOrEqualTo(WORDS_OF_A_TITLE));
    }

    @Test
    void theFileNameIsMadeFromNumberAndTitle() {
        assertThat(records)
                .allSatisfy(decision -> assertThat(decision.page()).hasFileName(decision.expectedFileName()));
    }

    @Test
    void theIndexListsEachRecordOnceByItsTitle() {
        String index = documentation.text(Path.of("docs/adr/README.md"));

        assertThat(records).allSatisfy(decision -> assertThat(index).containsOnlyOnce(decision.lineOfTheIndex()));
    }

    private record DecisionRecord(Path page, String text) implements Comparable<DecisionRecord> {

        int number() {
            return Integer.parseInt(heading().group(1));
        }

        String title() {
            return heading().group(2);
        }

        String expectedFileName() {
            String words = title().toLowerCase(Locale.ROOT).replace("'", "").replaceAll("[^a-z0-9]+", "-");
            return "%04d-%s.md".formatted(number(), words);
        }

        String lineOfTheIndex() {
            return "| [%d](%s) | %s |\n".formatted(number(), page.getFileName(), title());
        }

        private MatchResult heading() {
            return TITLE.matcher(text)
                    .results()
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(page + " has no heading \"# NUMBER. TITLE\""));
        }

        @Override
        public int compareTo(DecisionRecord other) {
            return Integer.compare(number(), other.number());
        }
    }
}
