/**
 * The login of the client's page and API: HTTP Basic for programs, and a session for people, who log in by a form or at an OpenID
 * Connect provider.
 *
 * <p>Guarantees that no request without a login reads or changes the ledger, that no session exists before a login, and that
 * no account is ever locked. The management port is not part of it.
 */
package org.coincide.client.web.login;
