package org.coincide.processes.checks.paths;

import java.util.HashMap;
import java.util.Map;
import org.coincide.processes.checks.contract.Status;

/** What the events of a walk have said so far: the same word, said of the same course, is worked out once. */
final class Courses {

    private record Word(Key course, Status said, Integer part) {}

    private final Map<Word, Course> after = new HashMap<>();

    /** The course after this was said; where it may not be said, the walk hears why each time. */
    Course after(Course course, Status said, Integer part) {
        return after.computeIfAbsent(new Word(course.key(), said, part), word -> {
            var next = course.copy();
            next.say(said, part);
            return next;
        });
    }
}
