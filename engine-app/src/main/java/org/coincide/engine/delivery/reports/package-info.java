/**
 * Events of parcels: stored once, then applied to the consignment and its process in one transaction.
 */
package org.coincide.engine.delivery.reports;
