package org.coincide.client.requests;

/** Application event: requests, inquiries, warnings or receipts were stored and wait to be sent. */
public record RequestsStored() {}
