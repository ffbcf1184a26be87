package org.coincide.client.benchmark;

import org.coincide.benchmark.Measurements;
import org.junit.jupiter.api.Test;

/** Prints the report of the run and writes its page, after all other benchmarks: failsafe runs the classes in alphabetical order. */
class SummaryBenchmark {

    @Test
    void report() throws Exception {
        System.out.println();
        new Measurements().report().forEach(System.out::println);
    }
}
