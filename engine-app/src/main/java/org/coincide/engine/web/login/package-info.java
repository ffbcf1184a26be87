/**
 * Outside the order's journey: the throttling of logins by address. Guarantees that no account is ever locked, that an address
 * with wrong passwords has to wait, and that such an address delays nobody at another one.
 */
package org.coincide.engine.web.login;
