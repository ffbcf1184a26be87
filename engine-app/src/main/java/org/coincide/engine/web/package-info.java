/**
 * Outside the order's journey: HTTP security. Guarantees that clients authenticate with their own secret and are identified by
 * their id, that Camunda's web applications and REST API require an operator's or person's account, that all other paths are
 * denied, and that bodies, JSON and request rates are limited.
 */
package org.coincide.engine.web;
