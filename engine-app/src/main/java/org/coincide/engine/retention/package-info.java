/** The removal of old rows: each row is exported to a file before it is deleted. Each package names its own tables. */
package org.coincide.engine.retention;
