/**
 * Tests of the built-in models, without the server: each model does what its diagram shows, every path through all of them declares only
 * statuses that the contract ({@code transitions.json}) allows, and each violation of a convention is found.
 */
package org.coincide.processes.models;
