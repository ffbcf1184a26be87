/** The models as graphs of nodes and flows, with everything that the path check needs to know of each node. */
package org.coincide.processes.paths.graph;
