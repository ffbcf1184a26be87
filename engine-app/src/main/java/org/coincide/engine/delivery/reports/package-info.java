/**
 * Reports of the carrier: stored once, then applied to their consignment and its process in one transaction.
 */
package org.coincide.engine.delivery.reports;
