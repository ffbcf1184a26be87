package org.coincide.processes.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coincide.processes.support.ModelChange.edit;
import static org.coincide.processes.support.ModelChange.setCondition;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.UserTask;

/** Faults of forms, which a browser would show only when a person opens the task. */
final class FormViolations {

    private static final String REVIEW = "review-held-order.html";
    private static final String SELECT = "cam-variable-name=\"reviewOutcome\" cam-variable-type=\"String\"";

    private FormViolations() {}

    static Stream<ViolationExample> all() {
        return Stream.of(files(), fields(), advice()).flatMap(examples -> examples);
    }

    private static Stream<ViolationExample> files() {
        return Stream.of(
                readable(html -> "", "line 1: the form is empty; copy the most similar one"),
                readable(html -> "<p>Hello</p>", "line 1: has no element <form>"),
                readable(html -> html.substring(0, html.length() - 60), "line 35: the form is cut off here"),
                readable(html -> html.substring(0, 300), "line 7: the form is cut off here"),
                readable(replace("</select>", ""), "line 37: the HTML is malformed: Unexpected EndTag token [</div>]"),
                readable(replace("</table>", "</tabel>"), "line 29: the HTML is malformed: Unexpected EndTag token"),
                readable(
                        replace("var shown = ['order'];", "var shown = ['order';"),
                        "line 3: the script cannot be read: missing ] after element list"),
                readable(replace("function () {", "functoin () {"), "line 4: the script cannot be read"),
                readable(replace("<script cam-script", "<script"), "line 2: the script does not run; add"),
                readable(
                        replace(" cam-variable-type=\"String\"", ""),
                        "line 32: the field reviewOutcome has no cam-variable-type; use one of"),
                readable(
                        replace("cam-variable-type=\"String\"", "cam-variable-type=\"Strng\""),
                        "line 32: the field reviewOutcome has the unknown type Strng; use String"));
    }

    private static Stream<ViolationExample> fields() {
        return Stream.of(
                form(
                        FormConventions.FIELDS,
                        replace(SELECT, "cam-variable-name=\"reviewOutcme\" cam-variable-type=\"String\""),
                        "order.bpmn: Task_ReviewHeldOrder: the form has no field for reviewOutcome, which the task"
                                + " declares; use reviewOutcme"),
                form(
                        FormConventions.FIELDS,
                        replace("value=\"RELEASE\"", "value=\"RELEAS\""),
                        "order.bpmn: Task_ReviewHeldOrder: the form offers RELEAS, which the field reviewOutcome of"
                                + " the task does not have; use RELEASE"),
                form(
                        FormConventions.ALL_CHOICES,
                        replace("<option value=\"REJECT\">Reject: the order ends</option>", ""),
                        "order.bpmn: Task_ReviewHeldOrder: the form does not offer REJECT, which the field"
                                + " reviewOutcome of the task has"),
                new ViolationExample(
                        FormConventions.CHOICES,
                        setCondition("order.bpmn", "Flow_OrderReleased_OrderFree", "${reviewOutcome == 'RELEASED'}"),
                        "order.bpmn: Flow_OrderReleased_OrderFree: compares reviewOutcome with 'RELEASED', which no"
                                + " form offers; use RELEASE"),
                form(
                        FormConventions.CHOICES,
                        replace("cam-variable-type=\"String\"", "cam-variable-type=\"Boolean\""),
                        "order.bpmn: Flow_OrderReleased_OrderFree: compares reviewOutcome with the text 'RELEASE', but"
                                + " the form sets a value of the type Boolean"),
                form(
                        MappingConventions.HANDED_ON,
                        replace("['order']", "['order', 'parcel']"),
                        "order.bpmn: Task_ReviewHeldOrder: the form review-held-order.html reads the variable parcel"));
    }

    private static Stream<ViolationExample> advice() {
        return Stream.of(
                form(
                        FormConventions.READABLE_EVERYWHERE,
                        replace("'form-loaded'", "'form-loadet'"),
                        "review-held-order.html: the script waits for the event form-loadet, which Tasklist does not"
                                + " send; use form-loaded"),
                form(
                        FormConventions.READABLE_EVERYWHERE,
                        replace("{{order.tradingId}}", "{{ordr.tradingId}}"),
                        "review-held-order.html: shows {{ordr}}, which nothing sets; use order"),
                form(
                        FormConventions.READ,
                        replace(
                                "</form>",
                                "<textarea cam-variable-name=\"note\" cam-variable-type=\"String\"></textarea></form>"),
                        "order.bpmn: Task_ReviewHeldOrder: nothing reads the variable note, which the form sets"),
                new ViolationExample(
                        FormConventions.SHOWN,
                        edit(
                                "dispatch.bpmn",
                                "Task_HandOverParcel",
                                UserTask.class,
                                task -> task.setCamundaFormKey("embedded:deployment:pick-and-pack.html")),
                        "hand-over.html: no task shows the form; enter embedded:deployment:hand-over.html"),
                form(
                        FormConventions.REQUIRED,
                        replace("required cam-variable-name", "cam-variable-name"),
                        "order.bpmn: Task_ReviewHeldOrder: a condition reads reviewOutcome, but a person can leave the"
                                + " field"));
    }

    private static ViolationExample readable(UnaryOperator<String> change, String fault) {
        return form(FormConventions.READABLE, change, REVIEW + ": " + fault);
    }

    private static ViolationExample form(Convention convention, UnaryOperator<String> change, String finding) {
        UnaryOperator<Map<String, String>> changed = forms -> {
            forms.compute(REVIEW, (file, html) -> change.apply(html));
            return forms;
        };
        return new ViolationExample(convention, models -> {}, tables -> {}, changed, finding);
    }

    private static UnaryOperator<String> replace(String part, String by) {
        return html -> {
            assertThat(html).contains(part);
            return html.replace(part, by);
        };
    }
}
