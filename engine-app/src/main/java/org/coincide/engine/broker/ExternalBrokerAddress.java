package org.coincide.engine.broker;

import org.coincide.engine.accounts.Credentials;

/**
 * An external broker.
 *
 * @param url with the server's transport options
 * @param server the server's account
 */
public record ExternalBrokerAddress(String url, Credentials server) {}
