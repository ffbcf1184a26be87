/**
 * Outside the order's journey: the login of operators and people at an identity provider by OpenID Connect. Guarantees that a session begins only
 * with the provider's signed statement, and that the server starts and local accounts work while the provider is away.
 */
package org.coincide.engine.web.oidc;
