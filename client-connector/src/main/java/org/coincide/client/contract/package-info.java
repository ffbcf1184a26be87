/**
 * The language of the journey: the client's own records of the contract's messages, and the only way in and out of them.
 *
 * <p>What {@link org.coincide.client.contract.MessageReader} returns as a message is strict JSON, fits the contract's
 * schemas, and says one trading identifier everywhere; all else comes back as {@link
 * org.coincide.client.contract.ReadResult.Unreadable} with the reason in words. Nothing is fetched: the schemas are files of
 * this jar. No Spring, no JMS, no database here.
 */
package org.coincide.client.contract;
