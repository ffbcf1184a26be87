/**
 * Port to the carrier, which transports consignments. An adapter implements {@link org.coincide.engine.delivery.carrier.Carrier}.
 */
package org.coincide.engine.delivery.carrier;
