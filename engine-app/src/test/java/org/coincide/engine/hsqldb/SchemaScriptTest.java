package org.coincide.engine.hsqldb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaScriptTest {

    private static final Set<String> TYPES_OF_HSQLDB = Set.of(
            "varchar",
            "integer",
            "bigint",
            "boolean",
            "timestamp",
            "double",
            "longvarchar",
            "longvarbinary",
            "smallint");

    private static final Pattern COLUMN = Pattern.compile("^\\s+[A-Z][A-Z0-9_]*_ ([a-zA-Z]+)", Pattern.MULTILINE);

    @Test
    void typesThatHsqldbLacksAreReplaced() {
        assertThat(SchemaScript.rewrite("A_ bit, B_ LONG, C_ CLOB, D_ blob"))
                .isEqualTo("A_ boolean, B_ bigint, C_ longvarchar, D_ longvarbinary");
    }

    @Test
    void namesThatHoldATypeStayAsTheyAre() {
        String columns = "LONG_ bigint, BIT_ integer, LONGVAR longvarbinary";
        assertThat(SchemaScript.rewrite(columns)).isEqualTo(columns);
    }

    @Test
    void theDefaultComesBeforeNotNull() {
        assertThat(SchemaScript.rewrite("REV_ integer not null default 1,\nP_ bigint NOT NULL DEFAULT 0\n"))
                .isEqualTo("REV_ integer default 1 not null,\nP_ bigint default 0 not null\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "engine",
                "history",
                "identity",
                "case.engine",
                "case.history",
                "decision.engine",
                "decision.history"
            })
    void everyEngineColumnHasATypeOfHsqldb(String component) throws IOException {
        String script = SchemaScript.of("create", component).rewritten().getContentAsString(StandardCharsets.UTF_8);
        Set<String> types = new TreeSet<>();
        Matcher column = COLUMN.matcher(script);
        while (column.find()) {
            types.add(column.group(1).toLowerCase());
        }
        assertThat(types).isNotEmpty().isSubsetOf(TYPES_OF_HSQLDB);
        assertThat(List.of(script.split("\\s+"))).doesNotContain("bit", "blob", "clob", "long");
    }
}
