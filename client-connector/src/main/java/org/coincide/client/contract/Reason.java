package org.coincide.client.contract;

/** Reason of a change or a refusal: a code, and optionally a text for people and a pointer into the message. */
public record Reason(String code, String text, String pointer) {}
