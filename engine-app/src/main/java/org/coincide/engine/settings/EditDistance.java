package org.coincide.engine.settings;

/** Counts the letters to insert, remove or replace between two names. */
final class EditDistance {

    private EditDistance() {}

    static int between(String one, String other) {
        String from = Setting.uniform(one);
        String to = Setting.uniform(other);
        int[] costs = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            costs[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int diagonal = costs[0];
            costs[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int changed = diagonal + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                diagonal = costs[column];
                costs[column] = Math.min(changed, 1 + Math.min(diagonal, costs[column - 1]));
            }
        }
        return costs[to.length()];
    }
}
