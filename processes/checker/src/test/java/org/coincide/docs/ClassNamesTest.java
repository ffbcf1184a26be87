package org.coincide.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Class names that were replaced by terms of the field do not come back. */
class ClassNamesTest {

    private static final Pattern DECLARED = Pattern.compile("(?m)^[ a-z-]*\\b(?:class|record|interface|enum) (\\w+)");
    private static final Pattern REPLACED = Pattern.compile(
            "Court|Judgement|BookShelf|Speaker|Opening|Asking|RequestPaper|Announcements|Agreed|Glimpse|Gatekeeper|Watch|Doors"
                    + "|Below|Senders|Outage|Faults|Surroundings|SaidByOthers|HistoryOfDecisions|OrderFactsOf|Particulars|Shown"
                    + "|PeopleAtStart|NamedBeans|NameableBeans|World|Course|Landscape|Turn|Trail|Ways|Walked|Story|Standing"
                    + "|Rehearsal|AtTheServer|\\w*Fence|\\w*Desk|Wish\\w*|\\w*Suite");

    private final Documentation documentation = Documentation.ofThisRepository();

    @Test
    void noClassHasAReplacedName() {
        assertThat(declarations()).hasSizeGreaterThan(800).noneMatch(name -> REPLACED.matcher(name)
                .matches());
    }

    private Stream<String> declarations() {
        return documentation.files().stream()
                .filter(file -> file.toString().endsWith(".java"))
                .map(documentation::text)
                .flatMap(source -> DECLARED.matcher(source).results())
                .map(declaration -> declaration.group(1));
    }
}
