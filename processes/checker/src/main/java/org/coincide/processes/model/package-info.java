/** The models of one deployment, read once and indexed, and the findings of their checks. */
package org.coincide.processes.model;
