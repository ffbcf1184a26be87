/**
 * What publishing costs, measured against other ways to do it: {@code mvn -q -Pbenchmark verify} (docs/benchmark.md). The
 * variants are the same server, with one bean more that takes the journal's place. Their configurations carry no annotation
 * for a component scan to find: no other test shall meet them.
 */
package org.coincide.engine.benchmark;
