/** Content negotiation at every endpoint of the HTTP API: a request that no response could satisfy changes nothing. */
package org.coincide.engine.web.negotiation;
