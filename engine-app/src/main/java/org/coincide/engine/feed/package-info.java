/**
 * Step 7 by another way: the event feed. Guarantees that a client without JMS reads its own messages over HTTP, in one order without gaps,
 * byte for byte as in its queue, and that a waiting request costs no thread.
 */
package org.coincide.engine.feed;
