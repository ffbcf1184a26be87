package org.coincide.engine.people;

/**
 * Pieces of one line of an order, as a form shows them.
 *
 * @param number of the order's line
 * @param name of the article; null where it is in the catalogue no longer
 */
public record FormGoods(int number, String sku, String name, int quantity) {

    @Override
    public String toString() {
        return quantity + " × " + (name == null ? sku : name);
    }
}
