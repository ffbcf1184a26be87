/**
 * Stop ④ of the order's journey, seen from the models: what happens to an order, and what its three statuses say
 * meanwhile. Nothing here needs the server; whatever a model calls is answered by {@code support}. The tests promise that
 * each model does what its diagram says, that no path through the three of them takes a step that the contract
 * ({@code transitions.json}) forbids, and that a model that leaves the house's conventions is named, with its element.
 */
package org.coincide.processes;
