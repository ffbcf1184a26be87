package org.coincide.processes.conventions;

import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.DmnElement;
import org.camunda.bpm.model.dmn.instance.Rule;

/** Mistakes in the cells of a decision table. */
final class TableViolations {

    private static final String LIMIT = "InputEntry_FarOverTheLimit_LimitPercent";

    private TableViolations() {}

    static Stream<ViolationExample> all() {
        return Stream.of(
                cell(
                        LIMIT,
                        "> two hundred",
                        "Rule_FarOverTheLimit: the cell > two hundred reads two, which is no variable"),
                cell(
                        LIMIT,
                        "\"200\"",
                        "Rule_FarOverTheLimit: the cell \"200\" is no value of the type integer; use a number"),
                cell(LIMIT, "> > 200", "Rule_FarOverTheLimit: the cell > > 200 is no value of the type integer"),
                cell(LIMIT, "[9..1]", "Rule_FarOverTheLimit: the cell [9..1] matches nothing"),
                cell(LIMIT, "> 100,5", "Rule_FarOverTheLimit: the cell > 100,5 has two values"),
                violation(
                        TableConventions.REACHED,
                        table -> table.<DmnElement>getModelElementById(LIMIT).setTextContent("-"),
                        "Rule_OverTheLimit: is never reached, since the row Rule_FarOverTheLimit above it"),
                cell(LIMIT, "[1..", "Rule_FarOverTheLimit: the cell [1.. is no value of the type integer"),
                cell(
                        "InputEntry_FarOverTheLimit_PaymentMethod",
                        "CARD",
                        "Rule_FarOverTheLimit: the cell CARD reads CARD, which is no variable; write text in quotes: \"CARD\""),
                cell(
                        "InputEntry_FarOverTheLimit_FirstOrder",
                        "\"yes\"",
                        "Rule_FarOverTheLimit: the cell \"yes\" is no value of the type boolean; use true or false"),
                cell(
                        "OutputEntry_FarOverTheLimit",
                        "LIMIT_EXCEEDED",
                        "Rule_FarOverTheLimit: the cell LIMIT_EXCEEDED reads LIMIT_EXCEEDED, which is no variable"),
                cell("OutputEntry_FarOverTheLimit", "", "Rule_FarOverTheLimit: has an empty result; enter a value"),
                violation(
                        TableConventions.WHOLE_NUMBERS,
                        table -> table.<DmnElement>getModelElementById("InputEntry_UnusualQuantity_Pieces")
                                .getUniqueChildElementByType(org.camunda.bpm.model.dmn.instance.Text.class)
                                .setTextContent("> 10.000"),
                        "Rule_UnusualQuantity: the cell > 10.000 has a decimal point"),
                violation(
                        TableConventions.COMPLETE,
                        table -> remove(catchAll(table)),
                        "hold: has no result for {limitPercent=0, "),
                violation(
                        TableConventions.COMPLETE,
                        table -> {
                            remove(catchAll(table));
                            table.getModelElementsByType(Rule.class).stream()
                                    .filter(rule -> !rule.getId().equals("Rule_OverTheLimit"))
                                    .forEach(TableViolations::remove);
                        },
                        "hold: has no result for {limitPercent=0, "),
                violation(
                        TableConventions.COMPLETE,
                        table -> {
                            table.getModelElementsByType(DecisionTable.class)
                                    .forEach(one -> one.setHitPolicy(HitPolicy.UNIQUE));
                            table.getModelElementsByType(Rule.class).stream()
                                    .filter(rule ->
                                            !rule.getId().equals("Rule_OverTheLimit") && rule != catchAll(table))
                                    .forEach(TableViolations::remove);
                        },
                        "hold: cannot decide on {limitPercent=101, "));
    }

    private static ViolationExample cell(String entry, String text, String finding) {
        return violation(
                TableConventions.CELLS,
                table -> table.<DmnElement>getModelElementById(entry)
                        .getUniqueChildElementByType(org.camunda.bpm.model.dmn.instance.Text.class)
                        .setTextContent(text),
                finding);
    }

    private static ViolationExample violation(
            Convention convention, Consumer<DmnModelInstance> change, String finding) {
        Consumer<Map<String, DmnModelInstance>> ofTables = tables -> change.accept(tables.get("hold.dmn"));
        return new ViolationExample(convention, models -> {}, ofTables, "hold.dmn: " + finding);
    }

    private static Rule catchAll(DmnModelInstance table) {
        return table.getModelElementsByType(Rule.class).stream()
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    private static void remove(Rule rule) {
        rule.getParentElement().removeChildElement(rule);
    }
}
