package org.coincide.engine.trade;

/** A change of a trade that has been checked and stored: what was, what is, and who did it. */
public record Move(Trade before, Trade after, Actor actor) {}
