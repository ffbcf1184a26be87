/**
 * The content of the messages that the journal of step 7 stores: the data of each message type of the contract, and the CloudEvents
 * envelope around it. A message is composed once, when it is appended.
 */
package org.coincide.engine.journal.messages;
