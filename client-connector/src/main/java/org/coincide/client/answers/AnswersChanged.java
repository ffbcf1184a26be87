package org.coincide.client.answers;

/** Application event: the server has answered or acknowledged warnings. */
public record AnswersChanged() {}
