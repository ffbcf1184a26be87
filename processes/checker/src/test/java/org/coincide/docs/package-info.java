/**
 * Tests of README.md and docs/: links, named files and classes, commands, decision records, dependencies, reason codes and pictures. They
 * are in this module because it is built first.
 */
package org.coincide.docs;
