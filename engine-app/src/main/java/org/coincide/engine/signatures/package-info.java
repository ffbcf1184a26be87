/**
 * Beside step 8: signatures. The server signs each message to a client with Ed25519, as a detached JWS over the exact bytes of the
 * body. The private key never leaves the data directory or the configuration; the public keys are published as a JWK Set.
 */
package org.coincide.engine.signatures;
