/**
 * Outside the order's journey: the sessions of Camunda's web applications, which the operators' pages share. Guarantees that nobody has a session
 * before the login.
 */
package org.coincide.engine.web.session;
