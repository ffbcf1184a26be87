/**
 * Outside the order's journey: what PostgreSQL needs and HSQLDB does not. A session that the server lost keeps its locks until
 * PostgreSQL ends it, so the limit of idle transactions is short; a transaction that calls a partner has a longer one
 * ({@link org.coincide.engine.postgresql.PartnerCalls}). Nodes on one database notify each other of work
 * ({@link org.coincide.engine.postgresql.NodeNotifications}).
 */
package org.coincide.engine.postgresql;
