/**
 * The documentation is tested like code. What README.md and docs/ link to or name must be there. The test lives in this module because
 * it is built first.
 */
package org.coincide.docs;
