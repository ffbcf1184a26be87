package org.coincide.engine.delivery.carrier;

import java.util.List;

/**
 * Parcel to transport.
 *
 * @param weight in grams, packaging included
 */
public record Parcel(List<Item> contents, int weight, Size size) {

    public Parcel {
        contents = List.copyOf(contents);
    }

    /**
     * Pieces of one article.
     *
     * @param weight of one piece, in grams
     */
    public record Item(String sku, String name, int quantity, int weight) {}

    /** Outer dimensions in millimetres. */
    public record Size(int length, int width, int height) {}
}
