/**
 * How the benchmark compares, and where its figures go (docs/benchmark.md). Both modules compile it among their tests, for neither
 * depends on the other.
 */
package org.coincide.benchmark;
