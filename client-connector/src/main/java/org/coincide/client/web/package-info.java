/**
 * The client's page and the REST API of the ledger, for the client's users and programs.
 *
 * <p>This package only reads. It serves this machine: requests with another host name, or from pages of another origin, are
 * refused.
 */
package org.coincide.client.web;
