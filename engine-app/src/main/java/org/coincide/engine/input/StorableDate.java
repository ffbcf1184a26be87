package org.coincide.engine.input;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.LocalDate;

/** A date in a JSON body, of the years that {@link InputTimes} accepts. Null is valid. */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = StorableDate.Check.class)
public @interface StorableDate {

    /** The text about another date, without the name of its field. */
    String message() default "must be a date " + InputTimes.YEARS;

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Compares the year of a date. */
    final class Check implements ConstraintValidator<StorableDate, LocalDate> {

        @Override
        public boolean isValid(LocalDate date, ConstraintValidatorContext context) {
            return date == null || InputTimes.isOfYears(date);
        }
    }
}
