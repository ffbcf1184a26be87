package org.coincide.client.contract;

/** Why something happened: a code for programs, perhaps a text for people, perhaps where in the message. */
public record Reason(String code, String text, String pointer) {}
