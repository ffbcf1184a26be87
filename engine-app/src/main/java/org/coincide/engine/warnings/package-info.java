/**
 * Step of the order's journey after the client's verification: the warnings that clients reported about the server's messages, and what
 * operators made of them. Guarantees that each warning is stored once, and that its client can read the answer.
 */
package org.coincide.engine.warnings;
