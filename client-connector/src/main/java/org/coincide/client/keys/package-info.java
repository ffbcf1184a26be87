/**
 * Beside step 9: the server's keys that were announced and revoked after this client pinned the first one. An announcement counts only
 * if a trusted key has signed it.
 */
package org.coincide.client.keys;
