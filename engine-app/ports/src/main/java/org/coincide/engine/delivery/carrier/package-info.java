/**
 * Port to the carrier, which transports consignments. An adapter implements {@link org.coincide.engine.delivery.carrier.Carrier} and
 * reports events to {@link org.coincide.engine.delivery.carrier.CarrierEvents}.
 */
package org.coincide.engine.delivery.carrier;
