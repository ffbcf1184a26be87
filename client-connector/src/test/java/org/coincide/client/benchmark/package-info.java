/**
 * What the client does in a second, and both sides together: {@code mvn -q -Pbenchmark verify} (docs/benchmark.md). The servers are
 * processes, started by the class path that the server's build leaves behind: neither module depends on the other.
 */
package org.coincide.client.benchmark;
