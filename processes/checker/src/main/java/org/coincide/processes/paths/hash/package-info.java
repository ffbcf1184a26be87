/** 128-bit hashes, by which the path check recognizes a state that it has visited. */
package org.coincide.processes.paths.hash;
