/**
 * What the client's people and programs see: the page, and the API under it.
 *
 * <p>Everything here only reads. It is for this machine: a request that names another host, or that another site's page
 * makes, is refused.
 */
package org.coincide.client.web;
