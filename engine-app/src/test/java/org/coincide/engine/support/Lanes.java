package org.coincide.engine.support;

import java.lang.annotation.Annotation;
import java.util.Set;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * Which tests run one after the other: those of one lane on one database, for they share a server. Others run beside them. A
 * lane is a package, unless the annotation names one.
 */
abstract sealed class Lanes implements ResourceLocksProvider {

    private final Class<? extends Annotation> database;

    Lanes(Class<? extends Annotation> database) {
        this.database = database;
    }

    @Override
    public Set<Lock> provideForClass(Class<?> test) {
        String named = MergedAnnotations.from(test, SearchStrategy.TYPE_HIERARCHY)
                .get(database)
                .getString("lane");
        String lane = named.isEmpty() ? test.getPackageName() : named;
        return Set.of(new Lock(lane + " " + database.getSimpleName()));
    }

    static final class OfHsqldb extends Lanes {

        OfHsqldb() {
            super(OnHsqldb.class);
        }
    }

    static final class OfPostgresql extends Lanes {

        OfPostgresql() {
            super(OnPostgresql.class);
        }
    }
}
