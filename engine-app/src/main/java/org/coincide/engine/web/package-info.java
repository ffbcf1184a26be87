/**
 * The doors of the server. Promises that a client enters by HTTP with its own secret and is known by its id from then
 * on, that people enter Camunda's pages and REST API with an operator's login, that every other door is shut, and that
 * the engine does nothing that a request or a model merely asks it to: no expression in a query, no script, no class, no
 * fetch of a foreign address.
 */
package org.coincide.engine.web;
