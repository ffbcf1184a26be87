/**
 * Webhooks of adapters: {@code POST /hooks/<name>} hands requests over as they arrived.
 */
package org.coincide.engine.hooks;
