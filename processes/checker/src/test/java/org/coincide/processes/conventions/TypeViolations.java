package org.coincide.processes.conventions;

import static org.coincide.processes.support.ModelChange.edit;
import static org.coincide.processes.support.ModelChange.setCondition;

import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.dmn.instance.InputExpression;

/** Examples of violations of the conventions for the types of values. */
final class TypeViolations {

    private TypeViolations() {}

    static Stream<ViolationExample> all() {
        return Stream.of(
                new ViolationExample(
                        TypeConventions.VALUES,
                        edit(
                                "order.bpmn",
                                "Task_ReviewHeldOrder",
                                UserTask.class,
                                task -> task.setCamundaDueDate("${firstOrder}")),
                        "order.bpmn: Task_ReviewHeldOrder: the due date ${firstOrder} is true or false; the engine needs a date"),
                new ViolationExample(
                        TypeConventions.COMPARISONS,
                        setCondition("order.bpmn", "Flow_InStock_PaymentDeclined", "${pieces == 'many'}"),
                        "order.bpmn: Flow_InStock_PaymentDeclined: compares pieces, which is a number, with 'many'"),
                new ViolationExample(
                        ColumnConventions.TYPES,
                        models -> {},
                        tables -> tables.get("hold.dmn")
                                .<InputExpression>getModelElementById("InputExpression_ShipToCountry")
                                .setTypeRef("boolean"),
                        "hold.dmn: Input_ShipToCountry: the variable of the column ${shipToCountry} is a text; the engine"
                                + " needs the type of the column, which is boolean"),
                new ViolationExample(
                        ColumnConventions.FRACTIONS,
                        models -> {},
                        tables -> tables.get("hold.dmn")
                                .<InputExpression>getModelElementById("InputExpression_Pieces")
                                .getText()
                                .setTextContent("total"),
                        "hold.dmn: Input_Pieces: total can have cents, which a column of the type integer does not take;"
                                + " choose the type double"),
                new ViolationExample(
                        ColumnConventions.CALCULATIONS,
                        models -> {},
                        tables -> tables.get("hold.dmn")
                                .<InputExpression>getModelElementById("InputExpression_LimitPercent")
                                .getText()
                                .setTextContent("limitPercent / 100"),
                        "hold.dmn: Input_LimitPercent: limitPercent / 100 is 0.01 for {limitPercent=1}, which is no value of"
                                + " the type of the column"));
    }
}
