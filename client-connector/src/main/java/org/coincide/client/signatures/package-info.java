/**
 * Step 9: who said it. The signature of each message from the server is verified before the message is parsed, against the keys that this
 * client pins. This client signs its own messages. Signatures are detached JWS (RFC 7515 appendix F, RFC 7797) with Ed25519.
 *
 * <p>No class here depends on Spring.
 */
package org.coincide.client.signatures;
