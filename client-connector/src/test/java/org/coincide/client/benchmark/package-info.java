/**
 * Benchmarks of the client and of both applications together: {@code mvn -q -Pbenchmark verify} (docs/benchmark.md). The
 * servers run as processes with the class path that the server's build writes, because neither module depends on the other.
 */
package org.coincide.client.benchmark;
