/**
 * Comparison and output of the benchmarks (docs/benchmark.md). Both modules compile this package among their tests,
 * because neither depends on the other.
 */
package org.coincide.benchmark;
