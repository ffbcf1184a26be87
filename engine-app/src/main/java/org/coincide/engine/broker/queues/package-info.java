/** The names of the broker's queues, and the room in those of the clients: the part of the broker that its users depend on. */
package org.coincide.engine.broker.queues;
