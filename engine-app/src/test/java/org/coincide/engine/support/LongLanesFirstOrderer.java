package org.coincide.engine.support;

import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/** Runs the longest lanes first: the journeys, and on PostgreSQL before HSQLDB. */
final class LongLanesFirstOrderer implements ClassOrderer {

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors().sort(Comparator.comparingInt(LongLanesFirstOrderer::rank));
    }

    private static int rank(ClassDescriptor test) {
        boolean isAJourney = test.getTestClass().getPackageName().endsWith(".journey");
        if (test.isAnnotated(OnPostgresql.class)) {
            return isAJourney ? 0 : 2;
        }
        return isAJourney ? 1 : 2;
    }
}
