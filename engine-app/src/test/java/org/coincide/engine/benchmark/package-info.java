/**
 * Benchmark of the costs of publishing: {@code mvn -q -Pbenchmark verify} (docs/benchmark.md). The variants are the
 * same server with one bean that replaces the journal. Their configurations have no annotation for a component scan,
 * so that no other test loads them.
 */
package org.coincide.engine.benchmark;
