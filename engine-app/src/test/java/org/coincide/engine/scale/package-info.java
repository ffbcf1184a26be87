/** The simulation of many nodes from measured service times, whose output stands in {@code docs/scale.md}. */
package org.coincide.engine.scale;
