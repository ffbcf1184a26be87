package org.coincide.engine.people;

/**
 * The pieces of an order line, for a form.
 *
 * @param number number of the order line
 * @param name name of the article; null if the catalogue no longer has it
 */
public record FormGoods(int number, String sku, String name, int quantity) {

    @Override
    public String toString() {
        return quantity + " × " + (name == null ? sku : name);
    }
}
