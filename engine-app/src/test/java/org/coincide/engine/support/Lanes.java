package org.coincide.engine.support;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * Locks that make test classes of one lane run one after the other, because they share a server. Different lanes run in parallel. A lane
 * is a package on one database, unless the annotation names another lane.
 */
abstract sealed class Lanes implements ResourceLocksProvider {

    private final Class<? extends Annotation> database;

    Lanes(Class<? extends Annotation> database) {
        this.database = database;
    }

    @Override
    public Set<Lock> provideForNestedClass(List<Class<?>> enclosing, Class<?> test) {
        return provideForClass(test);
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
